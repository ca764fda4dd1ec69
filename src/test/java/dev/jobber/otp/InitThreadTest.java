package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// On which thread init runs, and what that thread carries.
class InitThreadTest {
    private static final ThreadLocal<String> USER = ThreadLocal.withInitial(() -> "nobody");
    private static final ScopedValue<String> TENANT = ScopedValue.newInstance();

    private final Node node = Node.builder().fairness(false).build();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        node.close();
    }

    /// Tells what it sees in its init, and leaves something behind.
    private final class Guest extends GenServer<Integer, Request<?>, Object> {
        private final String name;

        Guest(String name) {
            this.name = name;
        }

        @Override
        protected InitResult<Integer> init() {
            seen.add(USER.get() + " of " + TENANT.orElse("no tenant"));
            USER.set(name);
            return ok(0);
        }
    }

    private List<String> seenBy(List<StartOptions> children) throws Exception {
        List<ChildSpec> specs =
                children.stream()
                        .map(options ->
                                ChildSpec.worker(
                                        children.indexOf(options),
                                        () -> GenServer.startLink(new Guest("guest"), options)))
                        .toList();
        node.run(() ->
                ScopedValue.where(TENANT, "acme")
                        .call(() ->
                                Supervisor.startLink(
                                        () ->
                                                new Supervisor.Init.Spec(
                                                        Supervisor.Flags.of(
                                                                Supervisor.Strategy.ONE_FOR_ONE),
                                                        specs),
                                        StartOptions.NONE)));
        return seen;
    }

    @Test
    void it_is_the_starters_and_carries_what_that_carries() throws Exception {
        assertThat(seenBy(List.of(StartOptions.named("a"), StartOptions.named("b"))))
                .containsExactly("nobody of acme", "guest of acme");
    }

    @Test
    void it_is_its_own_on_demand_and_carries_nothing() throws Exception {
        assertThat(
                        seenBy(
                                List.of(
                                        StartOptions.named("a"),
                                        StartOptions.named("b").withOwnThread(),
                                        StartOptions.named("c").withOwnThread())))
                .containsExactly("nobody of acme", "nobody of no tenant", "nobody of no tenant");
    }

    @Test
    void what_it_sets_there_is_not_seen_by_the_next_child() throws Exception {
        assertThat(
                        seenBy(
                                List.of(
                                        StartOptions.named("a").withOwnThread(),
                                        StartOptions.named("b"))))
                .containsExactly("nobody of no tenant", "nobody of acme");
    }

    @Test
    void the_other_options_stay() {
        StartOptions options = StartOptions.named("a").withOwnThread();
        assertThat(options.ownThread()).isTrue();
        assertThat(options.name()).isEqualTo(StartOptions.named("a").name());
        assertThat(options.withTimeout(Process.INFINITY)).isEqualTo(options);
        assertThat(StartOptions.named("a").ownThread()).isFalse();
    }
}
