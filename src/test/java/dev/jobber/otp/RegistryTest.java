package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.Collected;
import dev.jobber.otp.Registry.AlreadyRegistered;
import dev.jobber.otp.Registry.Entry;
import dev.jobber.otp.Registry.Keys;
import dev.jobber.otp.Registry.Registered;
import dev.jobber.otp.Registry.Updated;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Unique keys, names through a registry, and the registry itself.
class RegistryTest extends TwoRegistries {
    @Nested
    class Unique {
        @Test
        void gives_a_key_to_the_first_who_asks() {
            assertThat(register(unique, p1, "k", "v")).isInstanceOf(Registered.class);
            assertThat(register(unique, p2, "k", "w")).isEqualTo(new AlreadyRegistered(p1));
            assertThat(register(unique, p1, "k", "w")).isEqualTo(new AlreadyRegistered(p1));
            assertThat(unique.lookup("k")).containsExactly(new Entry("k", p1, "v"));
            assertThat(unique.whereis("k")).contains(p1);
            assertThat(unique.count()).isEqualTo(1);
        }

        @Test
        void tells_the_keys_and_values_of_a_process_the_oldest_first() {
            register(unique, p1, "a", 1);
            register(unique, p2, "b", 2);
            register(unique, p1, "c", 3);

            assertThat(unique.keys(p1)).containsExactly("a", "c");
            assertThat(unique.values("c", p1)).containsExactly(3);
            assertThat(unique.values("c", p2)).isEmpty();
            assertThat(unique.select(entry -> true)).hasSize(3);
            assertThat(unique.select(entry -> entry.pid().equals(p2)))
                    .containsExactly(new Entry("b", p2, 2));
        }

        @Test
        void takes_a_key_back_from_its_holder_only() {
            register(unique, p1, "k", "v");

            unregister(unique, p2, "k");
            assertThat(unique.lookup("k")).hasSize(1);

            unregister(unique, p1, "k");
            unregister(unique, p1, "k");
            assertThat(unique.lookup("k")).isEmpty();
            assertThat(register(unique, p2, "k", "w")).isInstanceOf(Registered.class);
        }

        @Test
        void takes_a_key_back_if_it_has_the_value() {
            register(unique, p1, "k", "v");

            by(
                    p1,
                    () -> {
                        unique.unregisterMatch("k", "other");
                        return true;
                    });
            assertThat(unique.lookup("k")).hasSize(1);
            by(
                    p1,
                    () -> {
                        unique.unregisterMatch("k", "v");
                        return true;
                    });
            assertThat(unique.lookup("k")).isEmpty();
        }

        @Test
        void compares_keys_and_values_strictly() {
            register(unique, p1, 1, 1L);
            register(unique, p1, 1.0, 1);
            register(unique, p1, "1", 1.0);

            assertThat(unique.lookup(1)).containsExactly(new Entry(1, p1, 1L));
            assertThat(unique.lookup(1.0)).containsExactly(new Entry(1.0, p1, 1));
            assertThat(unique.selectByValue(1)).containsExactly(new Entry(1.0, p1, 1));
            assertThat(unique.selectByValue(1.0)).containsExactly(new Entry("1", p1, 1.0));
        }

        @Test
        void lists_by_value_the_oldest_first() {
            register(unique, p1, "a", "import");
            register(unique, p1, "b", "e-mail");
            register(unique, p2, "c", "import");

            assertThat(unique.selectByValue("import"))
                    .containsExactly(new Entry("a", p1, "import"), new Entry("c", p2, "import"));
            assertThat(unique.selectByValue("nothing")).isEmpty();
        }

        @Test
        void lists_by_value_without_a_look_at_other_entries() {
            var looks = new AtomicInteger();
            final class Tag {
                @Override
                public int hashCode() {
                    looks.incrementAndGet();
                    return super.hashCode();
                }

                @Override
                public boolean equals(Object other) {
                    looks.incrementAndGet();
                    return this == other;
                }
            }
            by(
                    p1,
                    () -> {
                        for (int i = 0; i < 10_000; i++) {
                            unique.register(i, new Tag());
                        }
                        return unique.register("wanted", "import");
                    });
            looks.set(0);

            assertThat(unique.selectByValue("import")).hasSize(1);

            assertThat(looks).hasValue(0);
        }

        @Test
        void updates_the_value_of_ones_own_key() {
            register(unique, p1, "k", "v");

            assertThat(by(p1, () -> unique.updateValue("k", old -> old + "!")))
                    .contains(new Updated("v!", "v"));
            assertThat(by(p2, () -> unique.updateValue("k", old -> "stolen"))).isEmpty();
            assertThat(by(p1, () -> unique.updateValue("none", old -> "made up"))).isEmpty();

            assertThat(unique.lookup("k")).containsExactly(new Entry("k", p1, "v!"));
            assertThat(unique.selectByValue("v")).isEmpty();
            assertThat(unique.selectByValue("v!")).hasSize(1);
        }

        @Test
        void matches_the_value_of_a_key() {
            register(unique, p1, "k", List.of("v", 1));

            assertThat(unique.match("k", List.of("v", 1))).hasSize(1);
            assertThat(unique.match("k", List.of("v", 2))).isEmpty();
            assertThat(unique.countMatch("k", List.of("v", 1))).isEqualTo(1);
            assertThat(unique.countMatch("k", List.of("v", 2))).isZero();
        }

        @Test
        void dispatches_to_a_key_that_a_process_holds() {
            register(unique, p1, "k", "v");
            List<Entry> given = new ArrayList<>();

            assertThat(unique.dispatch("k", given::addAll)).isTrue();
            assertThat(unique.dispatch("none", given::addAll)).isFalse();
            assertThat(given).containsExactly(new Entry("k", p1, "v"));
        }

        @Test
        void sends_to_the_holder_of_a_key() {
            register(unique, p1, "k", "v");
            List<Object> received = new CopyOnWriteArrayList<>();

            unique.send("k", (Runnable) () -> received.add("hello"));
            clock.settle();

            assertThat(received).containsExactly("hello");
            assertThatThrownBy(() -> unique.send("none", "hello"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected a key that a live process holds in U, got: \"none\"");
        }
    }

    @Nested
    class Names {
        @Test
        void carry_calls_and_casts() {
            Via name = unique.via("counter");
            node.start(new Counter(1), StartOptions.named(name)).pidOrExit();

            GenServer.cast(name, new Counter.Add(2));

            assertThat(GenServer.call(name, new Counter.Get())).isEqualTo(3);
        }

        @Test
        void have_a_value_or_none() {
            Pid a =
                    node.start(new Counter(1), StartOptions.named(unique.via("a", "import")))
                            .pidOrExit();
            Pid b = node.start(new Counter(1), StartOptions.named(unique.via("b"))).pidOrExit();

            assertThat(unique.lookup("a")).containsExactly(new Entry("a", a, "import"));
            assertThat(unique.lookup("b")).containsExactly(new Entry("b", b, Optional.empty()));
        }

        @Test
        void go_together_with_one_in_the_nodes_table_and_with_no_second() {
            Pid counter =
                    node.start(new Counter(1), StartOptions.named(unique.via("a"))).pidOrExit();

            Process.register(counter, "counter");

            assertThat(node.whereis("counter")).isEqualTo(unique.whereis("a"));
            assertThatThrownBy(() -> Process.register(counter, "again"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "could not register "
                                    + counter
                                    + " with name again because it is not alive, the name is already taken, or it"
                                    + " has already been given another name");
            assertThat(node.whereis("again")).isEmpty();
        }

        @Test
        void that_are_taken_are_refused_and_init_does_not_run() {
            register(unique, p1, "counter", "v");
            assertThat(node.start(new Counter(1), StartOptions.named(unique.via("counter"))))
                    .isEqualTo(StartResult.failed(new ExitReason.AlreadyStarted(p1)));
        }

        @Test
        void are_taken_before_init_runs_and_free_again_when_it_fails() {
            List<Object> seen = new CopyOnWriteArrayList<>();
            class Failing extends GenServer<Integer, Request<?>, Object> {
                @Override
                protected InitResult<Integer> init() {
                    seen.add(unique.whereis("f").equals(Optional.of(Process.self())));
                    return stop(ExitReason.word("no"));
                }
            }
            assertThat(node.start(new Failing(), StartOptions.named(unique.via("f"))))
                    .isEqualTo(StartResult.failed(ExitReason.word("no")));
            assertThat(seen).containsExactly(true);
            assertThat(unique.lookup("f")).isEmpty();
        }

        @Test
        void that_no_process_has_are_no_process_to_a_caller_and_nothing_to_a_caster() {
            GenServer.cast(unique.via("none"), "hello");
            assertThatThrownBy(() -> GenServer.call(unique.via("none"), new Counter.Get()))
                    .isInstanceOf(ExitException.class)
                    .hasMessageStartingWith(
                            "exited in: GenServer.call({U, \"none\"}, %Get{}, 5000)\n    ** (EXIT) no process");
        }
    }

    @Nested
    class TheRegistryItself {
        @Test
        void is_found_by_its_name() {
            assertThat(Registry.named(node, "U")).isSameAs(unique);
            assertThatThrownBy(() -> Registry.named(node, "Nope"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("unknown registry: Nope");
        }

        @Test
        void is_unknown_before_its_start_and_after_its_end() {
            var registry = Registry.of(Keys.UNIQUE, "R");
            List<ThrowingCallable> operations =
                    List.of(
                            () -> registry.lookup("k"),
                            () -> registry.count(),
                            () -> registry.keys(p1),
                            () -> registry.whereis("k"),
                            () -> registry.selectByValue("v"),
                            () -> GenServer.call(registry.via("k"), new Counter.Get()),
                            () -> register(registry, p1, "k", "v"));

            assertThat(operations)
                    .allSatisfy(operation ->
                            assertThatThrownBy(operation)
                                    .isInstanceOf(IllegalArgumentException.class)
                                    .hasMessage("unknown registry: R"));
            Pid pid = Registry.start(node, registry).pidOrExit();
            assertThat(registry.count()).isZero();
            GenServer.stop(pid);
            assertThat(operations)
                    .allSatisfy(operation ->
                            assertThatThrownBy(operation).hasMessage("unknown registry: R"));
        }

        @Test
        void has_a_name_that_nothing_else_can_have() {
            assertThat(Registry.start(node, Registry.of(Keys.UNIQUE, "U")))
                    .isEqualTo(
                            StartResult.failed(
                                    new ExitReason.AlreadyStarted(
                                            node.whereis("U").orElseThrow())));
        }

        @Test
        void takes_its_owners_with_it_and_tells_those_that_trap_exits() {
            Pid bystander = worker(false);
            Pid trapping = worker(true);
            register(unique, p1, "a", 1);
            register(unique, trapping, "b", 2);
            Pid partition = partition(unique, trapping);

            Process.exit(node.whereis("U").orElseThrow(), ExitReason.KILL);
            clock.settle();

            assertThat(p1.isAlive()).isFalse();
            assertThat(bystander.isAlive()).isTrue();
            assertThat(by(trapping, () -> Process.receive(Exit.class::isInstance)))
                    .isEqualTo(new Exit(partition, ExitReason.KILLED));
        }

        @Test
        void is_empty_after_the_restart_of_its_partition() {
            Pid trapping = worker(true);
            register(unique, trapping, "k", "v");

            Process.exit(partition(unique, trapping), ExitReason.KILL);
            clock.settle();

            assertThat(unique.count()).isZero();
            assertThat(unique.keys(trapping)).isEmpty();
            assertThat(register(unique, trapping, "k", "w")).isInstanceOf(Registered.class);
        }

        @Test
        void can_be_started_again_under_its_supervisor() {
            var registry = Registry.of(Keys.UNIQUE, "R");
            Supervisor.start(
                            node,
                            Supervisor.Flags.of(Supervisor.Strategy.ONE_FOR_ONE),
                            List.of(registry.childSpec()),
                            StartOptions.NONE)
                    .pidOrExit();
            register(registry, p1, "k", "v");

            kill(node.whereis("R").orElseThrow());

            assertThat(p1.isAlive()).isFalse();
            assertThat(register(registry, p2, "k", "v")).isInstanceOf(Registered.class);
        }

        @Test
        void runs_on_one_node_at_a_time() {
            register(unique, p1, "k", "v");
            Pid supervisor = node.whereis("U").orElseThrow();
            try (Node other = Node.builder().clock(new ManualClock()).build()) {
                var taken = StartResult.failed(new ExitReason.AlreadyStarted(supervisor));
                assertThat(Registry.start(other, unique)).isEqualTo(taken);
                assertThat(other.processes()).isEmpty();
                assertThat(unique.lookup("k")).hasSize(1);

                Supervisor.stop(supervisor);

                Pid successor = Registry.start(other, unique).pidOrExit();
                assertThat(unique.lookup("k")).isEmpty();
                assertThat(Registry.start(node, unique))
                        .isEqualTo(StartResult.failed(new ExitReason.AlreadyStarted(successor)));
            }
            clock.settle();
            assertThatThrownBy(() -> unique.lookup("k")).hasMessage("unknown registry: U");
            assertThat(Registry.start(node, unique)).isInstanceOf(StartResult.Started.class);
        }

        @Test
        void that_runs_elsewhere_does_its_starter_no_harm() {
            try (Node other = Node.builder().clock(new ManualClock()).build()) {
                Pid starter =
                        other.spawn(() -> {
                            Registry.startLink(unique);
                            Process.receive();
                        });
                ((ManualClock) other.clock()).settle();
                assertThat(starter.isAlive()).isTrue();
                assertThat(other.processes()).containsExactly(starter);
            }
        }

        @Test
        void runs_once_though_its_name_has_been_given_up() {
            Pid supervisor = node.whereis("U").orElseThrow();
            by(
                    p1,
                    () -> {
                        Process.unregister(node.named("U"));
                        return true;
                    });
            assertThat(Registry.start(node, unique))
                    .isEqualTo(StartResult.failed(new ExitReason.AlreadyStarted(supervisor)));
        }

        @Test
        void keeps_nothing_of_a_node_that_is_closed() {
            var registry = Registry.of(Keys.UNIQUE, "static");
            WeakReference<Node> closed = startedOnANodeOfItsOwn(registry);
            Collected.awaitLetGo("the node", closed);
            assertThatThrownBy(() -> registry.lookup("k")).hasMessage("unknown registry: static");
        }

        private WeakReference<Node> startedOnANodeOfItsOwn(Registry registry) {
            try (Node other = Node.builder().fairness(false).build()) {
                Registry.start(other, registry).pidOrExit();
                return new WeakReference<>(other);
            }
        }

        @Test
        void binds_its_owners_as_by_a_link_until_they_hold_nothing() {
            Pid partition = partition(unique, p1);
            assertThat(node.info(p1).orElseThrow().links()).containsExactly(partition);
            assertThat(node.info(partition).orElseThrow().links()).contains(p1);

            unique.keys(p1).forEach(key -> unregister(unique, p1, key));

            assertThat(node.info(p1).orElseThrow().links()).isEmpty();
            assertThat(node.info(partition).orElseThrow().links()).doesNotContain(p1);
        }

        @Test
        void may_have_partitions_that_share_the_owners() {
            Registry registry = running(Keys.UNIQUE, "P", 2);
            assertThat(partition(registry, p1)).isNotEqualTo(partition(registry, p2));
            assertThat(register(registry, p1, "k", "v")).isInstanceOf(Registered.class);
            assertThat(register(registry, p2, "k", "v")).isEqualTo(new AlreadyRegistered(p1));
            assertThatThrownBy(() -> Registry.of(Keys.UNIQUE, "Q", 0))
                    .hasMessage("expected at least one partition, got: 0");
        }

        @Test
        void lets_a_process_be_in_several_registries() {
            register(unique, p1, "k", "u");
            register(duplicate, p1, "k", "d");

            assertThat(unique.keys(p1)).containsExactly("k");
            assertThat(duplicate.values("k", p1)).containsExactly("d");
            unregister(unique, p1, "k");
            assertThat(duplicate.keys(p1)).containsExactly("k");
        }
    }
}
