package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Aliases and requests while many threads send.
class AliasTest {
    private final Node node = Node.builder().build();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void nothing_comes_after_the_end() throws Exception {
        var over = new AtomicBoolean();
        for (int round = 0; round < 50; round++) {
            node.run(() -> {
                Alias alias = Process.alias();
                List<Thread> senders = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    senders.add(
                            Thread.startVirtualThread(() -> {
                                while (!over.get()) {
                                    Process.send(alias, "late");
                                }
                            }));
                }
                Process.receive("late"::equals);
                assertThat(Process.unalias(alias)).isTrue();
                while (Process.receive("late"::equals, Duration.ZERO).isPresent()) {
                    // what came before the end
                }
                Process.send(alias, "late");
                Process.sleep(Duration.ofMillis(1));
                assertThat(Process.receive(_ -> true, Duration.ZERO)).isEmpty();
                over.set(true);
                for (Thread sender : senders) {
                    sender.join();
                }
                over.set(false);
                return true;
            });
        }
    }

    @Test
    void only_one_message_comes_by_an_alias_for_one() throws Exception {
        node.run(() -> {
            Alias alias = Process.replyAlias();
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                senders.add(Thread.startVirtualThread(() -> Process.send(alias, "answer")));
            }
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(Process.receive("answer"::equals, Duration.ZERO)).isPresent();
            assertThat(Process.receive("answer"::equals, Duration.ZERO)).isEmpty();
            assertThat(alias.whereis()).isEmpty();
            return true;
        });
    }

    @Test
    void an_alias_is_an_address_for_casts_and_timers_too() throws Exception {
        node.run(() -> {
            Alias alias = Process.alias();
            Process.sendAfter(alias, "timer", Duration.ofMillis(1));
            assertThat(Process.receive("timer"::equals, Duration.ofSeconds(30))).isPresent();
            assertThat(alias.whereis()).contains(Process.self());
            Process.unalias(alias);
            Process.sendAfter(alias, "timer", Duration.ofMillis(1));
            GenServer.cast(alias, "cast");
            assertThat(Process.receive(_ -> true, Duration.ofMillis(20))).isEmpty();
            return true;
        });
    }

    @Test
    void a_request_is_received_by_the_process_that_sent_it() throws Exception {
        Pid counter = node.start(new Counter(3), StartOptions.NONE).pidOrExit();
        RequestId<Integer> request =
                node.run(() -> GenServer.sendRequest(counter, new Counter.Get()));

        assertThatThrownBy(() -> node.run(() -> request.waitResponse(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be received by the process that sent it");
        assertThatThrownBy(() -> GenServer.sendRequest(counter, new Counter.Get()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_answer_costs_the_server_nothing_when_its_asker_is_gone() throws Exception {
        Pid counter = node.start(new Counter(3), StartOptions.NONE).pidOrExit();
        for (int i = 0; i < 100; i++) {
            node.run(() -> GenServer.sendRequest(counter, new Counter.Get()));
        }

        int count = GenServer.call(counter, new Counter.Get());

        assertThat(count).isEqualTo(3);
        assertThat(((ProcessCell) counter).owesNothing()).isTrue();
    }
}
