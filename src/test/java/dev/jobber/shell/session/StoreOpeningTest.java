package dev.jobber.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.durable.StoreException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class StoreOpeningTest {
    private final List<String> called = new CopyOnWriteArrayList<>();

    /// A store that keeps what is called of it.
    private final DurableJobs jobs =
            (DurableJobs)
                    Proxy.newProxyInstance(
                            DurableJobs.class.getClassLoader(),
                            new Class<?>[] {DurableJobs.class},
                            (proxy, method, arguments) -> {
                                called.add(method.getName());
                                return null;
                            });

    @Test
    void a_command_waits_until_the_store_is_open() {
        var opening = new StoreOpening(Duration.ofSeconds(30));
        CompletableFuture<DurableJobs> command = CompletableFuture.supplyAsync(opening::get);

        assertThat(command).isNotDone();
        assertThat(opening.now()).isEmpty();
        opening.opened(jobs);

        assertThat(opening.now()).containsSame(jobs);

        assertThat(command.join()).isSameAs(jobs);
    }

    @Test
    void a_store_that_does_not_open_in_time_is_unavailable() {
        var opening = new StoreOpening(Duration.ofMillis(1));

        assertThatThrownBy(opening::get)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        late -> {
                            assertThat(late.code()).isEqualTo(StoreException.UNAVAILABLE);
                            assertThat(late.hint()).contains("try again");
                        });
    }

    @Test
    void a_store_that_cannot_be_opened_says_why() {
        var opening = new StoreOpening(Duration.ofSeconds(30));
        var why = new StoreException("store_error", "it is broken", "");
        opening.failed(why);

        assertThatThrownBy(opening::get).isSameAs(why);
        opening.close();
        assertThat(called).isEmpty();
    }

    @Test
    void what_is_to_be_done_with_it_is_done_when_it_is_open() {
        var opening = new StoreOpening(Duration.ofSeconds(30));
        opening.whenOpen(DurableJobs::drainForEnd);
        assertThat(called).isEmpty();

        opening.opened(jobs);
        opening.close();

        assertThat(new ArrayList<>(called)).containsExactly("drainForEnd", "close");
    }
}
