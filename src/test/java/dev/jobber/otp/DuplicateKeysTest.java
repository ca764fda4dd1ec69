package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jobber.otp.Registry.Entry;
import dev.jobber.otp.Registry.Registered;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Duplicate keys, and what the end of an owner does to its keys.
class DuplicateKeysTest extends TwoRegistries {
    @Nested
    class Duplicate {
        @Test
        void keeps_many_entries_under_a_key_of_several_processes_and_of_one() {
            register(duplicate, p1, "k", "v");
            register(duplicate, p1, "k", "w");
            register(duplicate, p2, "k", "v");

            assertThat(duplicate.lookup("k"))
                    .containsExactly(
                            new Entry("k", p1, "v"),
                            new Entry("k", p1, "w"),
                            new Entry("k", p2, "v"));
            assertThat(duplicate.keys(p1)).containsExactly("k", "k");
            assertThat(duplicate.values("k", p1)).containsExactly("v", "w");
            assertThat(duplicate.count()).isEqualTo(3);
            assertThat(duplicate.match("k", "v")).hasSize(2);
        }

        @Test
        void takes_back_all_that_one_holds_under_a_key_and_nothing_else() {
            register(duplicate, p1, "k", "v");
            register(duplicate, p1, "z", "v");
            register(duplicate, p2, "k", "v");
            register(duplicate, p1, "k", "w");

            unregister(duplicate, p1, "k");

            assertThat(duplicate.lookup("k")).containsExactly(new Entry("k", p2, "v"));
            assertThat(duplicate.keys(p1)).containsExactly("z");
            assertThat(duplicate.selectByValue("v"))
                    .containsExactly(new Entry("z", p1, "v"), new Entry("k", p2, "v"));
        }

        @Test
        void takes_back_what_has_the_value() {
            register(duplicate, p1, "k", "v");
            register(duplicate, p1, "k", "w");
            register(duplicate, p2, "k", "v");

            by(
                    p1,
                    () -> {
                        duplicate.unregisterMatch("k", "v");
                        return true;
                    });

            assertThat(duplicate.lookup("k"))
                    .containsExactly(new Entry("k", p1, "w"), new Entry("k", p2, "v"));
        }

        @Test
        void dispatches_to_all_of_a_key_at_once() {
            register(duplicate, p1, "k", "v");
            register(duplicate, p2, "k", "w");
            List<List<Entry>> given = new ArrayList<>();

            duplicate.dispatch("k", given::add);

            assertThat(given)
                    .containsExactly(List.of(new Entry("k", p1, "v"), new Entry("k", p2, "w")));
        }

        @Test
        void loses_only_what_the_dead_held() {
            register(duplicate, p1, "k", "v");
            register(duplicate, p2, "k", "w");
            register(duplicate, p1, "z", "x");

            kill(p1);

            assertThat(duplicate.select(entry -> true)).containsExactly(new Entry("k", p2, "w"));
            assertThat(duplicate.count()).isEqualTo(1);
        }

        @Test
        void cannot_name_a_process() {
            assertThatThrownBy(() ->
                            node.start(new Counter(0), StartOptions.named(duplicate.via("k"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("via is not supported for duplicate registries");
            assertThatThrownBy(() -> duplicate.whereis("k"))
                    .hasMessage("via is not supported for duplicate registries");
        }

        @Test
        void sends_to_the_only_entry_of_a_key() {
            register(duplicate, p1, "k", "v");
            duplicate.send("k", "hello");

            register(duplicate, p2, "k", "w");
            assertThatThrownBy(() -> duplicate.send("k", "hello"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected a key that a live process holds in D, got: \"k\"");
            assertThatThrownBy(() -> duplicate.send("z", "hello"))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void cannot_update_a_value() {
            register(duplicate, p1, "k", "v");
            assertThatThrownBy(() -> by(p1, () -> duplicate.updateValue("k", old -> "w")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("updateValue is not supported for duplicate registries");
        }
    }

    @Nested
    class TheEndOfAnOwner {
        @Test
        void frees_its_keys_before_any_process_is_told() throws Exception {
            register(unique, p1, "a", "v");
            register(unique, p1, "b", "v");
            register(unique, p2, "c", "v");

            List<Entry> seen =
                    node.run(() -> {
                        MonitorRef watch = Process.monitor(p1);
                        Process.exit(p1, ExitReason.word("boom"));
                        Process.receive(
                                message -> message instanceof Down down && down.ref() == watch);
                        return unique.select(entry -> true);
                    });

            assertThat(seen).containsExactly(new Entry("c", p2, "v"));
            assertThat(unique.count()).isEqualTo(1);
            assertThat(unique.selectByValue("v")).hasSize(1);
            assertThat(register(unique, p2, "a", "w")).isInstanceOf(Registered.class);
        }

        @Test
        void lets_another_process_start_under_its_name_at_once() {
            Via name = unique.via("counter");
            for (int i = 0; i < 200; i++) {
                Pid counter = node.start(new Counter(i), StartOptions.named(name)).pidOrExit();
                assertThat(GenServer.call(name, new Counter.Get())).isEqualTo(i);
                Process.exit(counter, ExitReason.KILL);
            }
        }

        @Test
        void is_waited_for_by_those_who_want_its_key_while_its_code_still_runs() throws Exception {
            var working = new CountDownLatch(1);
            var enough = new CountDownLatch(1);
            Pid stubborn =
                    node.spawn(() -> {
                        unique.register("k", "old");
                        working.countDown();
                        boolean over = false;
                        while (!over) {
                            try {
                                enough.await();
                                over = true;
                            } catch (InterruptedException ignored) {
                                working.countDown();
                            }
                        }
                    });
            assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
            Process.exit(stubborn, ExitReason.KILL);

            assertThat(unique.lookup("k")).isEmpty();
            assertThat(unique.whereis("k")).isEmpty();
            assertThat(unique.selectByValue("old")).isEmpty();
            List<Object> heir = new CopyOnWriteArrayList<>();
            var registered = new CountDownLatch(1);
            node.spawn(() -> {
                heir.add(unique.register("k", "new"));
                registered.countDown();
            });
            assertThat(heir).isEmpty();
            enough.countDown();

            assertThat(registered.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(heir).singleElement().isInstanceOf(Registered.class);
        }
    }
}
