package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Labels, typed references and partitions: ways to know a process.
class AddressTest {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Node node = Node.builder().fairness(false).events(events::add).build();

    @AfterEach
    void close() {
        node.close();
    }

    // ---- labels

    private static final class Labelled extends GenServer<Integer, Request<?>, Object> {
        @Override
        protected InitResult<Integer> init() {
            Process.setLabel(Map.of("room", 7));
            return ok(0);
        }

        @Override
        protected Result<Integer> handleCast(Object message, Integer state) {
            throw new IllegalStateException("boom");
        }
    }

    @Test
    void a_label_is_shown_and_outlives_the_process_for_its_report() throws Exception {
        Pid room = node.start(new Labelled(), StartOptions.named("room")).pidOrExit();

        assertThat(node.info(room))
                .get()
                .extracting(ProcessInfo::label)
                .isEqualTo(Optional.of(Map.of("room", 7)));
        assertThat(node.info(room).flatMap(ProcessInfo::name)).contains("room");
        GenServer.cast(room, "fall");

        Event report = events.poll(30, TimeUnit.SECONDS);
        assertThat(report.message()).contains("\nProcess Label: %{\"room\" => 7}\n");
        node.awaitQuiet();
        assertThat(node.whereis("room")).isEmpty();
        assertThat(room.label()).contains(Map.of("room", 7));
    }

    @Test
    void a_name_comes_and_goes_beside_a_label() throws Exception {
        node.run(() -> {
            Process.register(Process.self(), "before");
            Process.setLabel("one");
            assertThat(Process.whereis("before")).contains(Process.self());
            Process.unregister(node.named("before"));
            assertThat(Process.self().label()).contains("one");
            Process.register(Process.self(), "after");
            Process.setLabel("two");
            assertThat(node.info(Process.self()).flatMap(ProcessInfo::name)).contains("after");
            return Process.self().label();
        });
        node.awaitQuiet();

        assertThat(node.registered()).isEmpty();
    }

    @Test
    void a_process_without_a_label_has_none() throws Exception {
        assertThat(node.run(() -> Process.self().label())).isEmpty();
    }

    // ---- typed references

    private static final class Stack extends GenServer<List<String>, Stack.Query<?>, Stack.Push> {
        sealed interface Query<R> extends Request.Of<Stack, R> {}

        record Depth() implements Query<Integer> {}

        record Push(String item) {}

        @Override
        protected InitResult<List<String>> init() {
            return ok(List.of());
        }

        @Override
        protected CallResult<List<String>> handleCall(
                Query<?> query, From from, List<String> items) {
            return switch (query) {
                case Depth depth -> reply(depth, items.size(), items);
            };
        }

        @Override
        protected Result<List<String>> handleCast(Push push, List<String> items) {
            return noreply(
                    java.util.stream.Stream.concat(
                                    java.util.stream.Stream.of(push.item()), items.stream())
                            .toList());
        }
    }

    @Test
    void a_typed_reference_calls_and_casts() throws Exception {
        var stack = new Stack();
        ServerRef<Stack, Stack.Push> ref =
                ServerRef.to(stack, node.start(stack, StartOptions.NONE).pidOrExit());

        ref.cast(new Stack.Push("a"));
        int depth = ref.call(new Stack.Depth());

        assertThat(depth).isEqualTo(1);
        int later =
                node.run(() ->
                        ref.sendRequest(new Stack.Depth())
                                .receiveResponse(Duration.ofSeconds(30))
                                .orElseThrow()
                                .orElseThrow());
        assertThat(later).isEqualTo(1);
        ref.stop();
        assertThat(ref.dest().whereis()).isEmpty();
    }

    // ---- partitions

    private static PartitionSupervisor counters(int partitions) {
        return PartitionSupervisor.of(
                        "counters", n -> Agent.childSpec("any", () -> 0, StartOptions.NONE))
                .withPartitions(partitions);
    }

    @Test
    void a_key_of_any_kind_always_comes_to_the_same_partition() {
        PartitionSupervisor counters = counters(4);
        PartitionSupervisor.start(node, counters).pidOrExit();
        for (int i = 0; i < 100; i++) {
            Agent.<Integer>at(counters.via("key" + i % 10)).update(n -> n + 1);
        }

        int all = 0;
        for (int i = 0; i < 4; i++) {
            all += Agent.<Integer>at(counters.via(i)).<Integer>get(n -> n);
        }
        assertThat(all).isEqualTo(100);
        assertThat(Agent.<Integer>at(counters.via("key0")).<Integer>get(n -> n) % 10).isZero();
        assertThat(counters.whichChildren()).extracting("id").containsExactly(3, 2, 1, 0);
    }

    @Test
    void every_whole_number_falls_to_a_partition() {
        PartitionSupervisor counters = counters(3);
        PartitionSupervisor.start(node, counters).pidOrExit();

        for (Object key :
                List.of(
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        (short) -5,
                        (byte) -128)) {
            assertThat(GenServer.whereis(counters.via(key))).as("" + key).isPresent();
        }
        assertThat(GenServer.whereis(counters.via(-4)))
                .isEqualTo(GenServer.whereis(counters.via(4L)));
    }

    @Test
    void partitions_run_on_one_node_at_a_time() {
        PartitionSupervisor counters = counters(2);
        Pid first = PartitionSupervisor.start(node, counters).pidOrExit();
        try (Node other = Node.builder().fairness(false).build()) {
            assertThat(PartitionSupervisor.start(other, counters))
                    .isEqualTo(StartResult.failed(new ExitReason.AlreadyStarted(first)));
            counters.stop();
            Pid second = PartitionSupervisor.start(other, counters).pidOrExit();
            assertThat(second.node()).isSameAs(other);
            assertThat(counters.whereis()).contains(second);
        }
        assertThat(counters.whereis()).isEmpty();
        assertThatThrownBy(() -> counters.partitions()).isInstanceOf(ExitException.class);
        assertThatThrownBy(() -> counters(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
