package dev.jobber.otp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.Registry.AlreadyRegistered;
import dev.jobber.otp.Registry.Entry;
import dev.jobber.otp.Registry.Keys;
import dev.jobber.otp.Registry.Updated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// A registry does what a list of entries would do, were it changed by one process at a time.
class RegistryPropertyTest {
    private static final List<Object> KEYS = List.of("a", "b", 1, 1.0, 1L);
    private static final List<Object> VALUES = List.of("import", "e-mail", 2, 2.0);
    private static final int WORKERS = 3;

    /// What one of the workers does.
    sealed interface Step {
        int worker();

        record Register(int worker, Object key, Object value) implements Step {}

        record Unregister(int worker, Object key) implements Step {}

        record UnregisterMatch(int worker, Object key, Object value) implements Step {}

        record Update(int worker, Object key, Object value) implements Step {}

        /// Is killed; another takes its place.
        record Die(int worker) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> worker = Arbitraries.integers().between(0, WORKERS - 1);
        Arbitrary<Object> key = Arbitraries.of(KEYS);
        Arbitrary<Object> value = Arbitraries.of(VALUES);
        Arbitrary<Step> register = Combinators.combine(worker, key, value).as(Step.Register::new);
        Arbitrary<Step> unregister = Combinators.combine(worker, key).as(Step.Unregister::new);
        Arbitrary<Step> match =
                Combinators.combine(worker, key, value).as(Step.UnregisterMatch::new);
        Arbitrary<Step> update = Combinators.combine(worker, key, value).as(Step.Update::new);
        Arbitrary<Step> die = worker.map(Step.Die::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(6, register),
                        Tuple.of(2, unregister),
                        Tuple.of(1, match),
                        Tuple.of(2, update),
                        Tuple.of(1, die))
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 300)
    void of_unique_keys(@ForAll("steps") List<Step> steps) throws Exception {
        check(Keys.UNIQUE, steps);
    }

    @Property(tries = 300)
    void of_duplicate_keys(@ForAll("steps") List<Step> steps) throws Exception {
        check(
                Keys.DUPLICATE,
                steps.stream().filter(step -> !(step instanceof Step.Update)).toList());
    }

    private static void check(Keys keys, List<Step> steps) throws Exception {
        try (Node node = Node.builder().build()) {
            var registry = Registry.of(keys, "R", 2);
            Registry.start(node, registry).pidOrExit();
            List<Pid> workers = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                workers.add(worker(node));
            }
            List<Entry> model = new ArrayList<>();
            for (Step step : steps) {
                Pid pid = workers.get(step.worker());
                Object real = really(node, registry, pid, step);
                assertThat(real).as("%s", step).isEqualTo(inTheory(keys, model, pid, step));
                if (step instanceof Step.Die) {
                    workers.set(step.worker(), worker(node));
                }
                compare(registry, model, workers);
            }
        }
    }

    private static void compare(Registry registry, List<Entry> model, List<Pid> workers) {
        for (Object key : KEYS) {
            assertThat(registry.lookup(key)).isEqualTo(those(model, it -> it.key().equals(key)));
        }
        for (Object value : VALUES) {
            assertThat(registry.selectByValue(value))
                    .containsExactlyInAnyOrderElementsOf(
                            those(model, it -> it.value().equals(value)));
        }
        for (Pid pid : workers) {
            List<Entry> own = those(model, it -> it.pid().equals(pid));
            assertThat(registry.keys(pid)).isEqualTo(own.stream().map(Entry::key).toList());
        }
        assertThat(registry.select(it -> true)).containsExactlyInAnyOrderElementsOf(model);
        assertThat(registry.count()).isEqualTo(model.size());
    }

    private static List<Entry> those(List<Entry> model, Predicate<Entry> which) {
        return model.stream().filter(which).toList();
    }

    // ---- the list

    private static Object inTheory(Keys keys, List<Entry> model, Pid pid, Step step) {
        return switch (step) {
            case Step.Register(_, var key, var value) -> {
                Optional<Entry> holder =
                        model.stream().filter(it -> it.key().equals(key)).findFirst();
                if (keys == Keys.UNIQUE && holder.isPresent()) {
                    yield new AlreadyRegistered(holder.get().pid());
                }
                model.add(new Entry(key, pid, value));
                yield "registered";
            }
            case Step.Unregister(_, var key) -> {
                model.removeIf(it -> it.pid().equals(pid) && it.key().equals(key));
                yield "done";
            }
            case Step.UnregisterMatch(_, var key, var value) -> {
                model.removeIf(new Entry(key, pid, value)::equals);
                yield "done";
            }
            case Step.Update(_, var key, var value) -> {
                Optional<Entry> own =
                        model.stream()
                                .filter(it -> it.pid().equals(pid) && it.key().equals(key))
                                .findFirst();
                own.ifPresent(it -> model.set(model.indexOf(it), new Entry(key, pid, value)));
                yield own.map(it -> new Updated(value, it.value()));
            }
            case Step.Die _ -> {
                model.removeIf(it -> it.pid().equals(pid));
                yield "done";
            }
        };
    }

    // ---- the registry

    private static Object really(Node node, Registry registry, Pid pid, Step step)
            throws Exception {
        return switch (step) {
            case Step.Register(_, var key, var value) ->
                    by(
                            pid,
                            () ->
                                    registry.register(key, value) instanceof AlreadyRegistered taken
                                            ? taken
                                            : "registered");
            case Step.Unregister(_, var key) ->
                    by(
                            pid,
                            () -> {
                                registry.unregister(key);
                                return "done";
                            });
            case Step.UnregisterMatch(_, var key, var value) ->
                    by(
                            pid,
                            () -> {
                                registry.unregisterMatch(key, value);
                                return "done";
                            });
            case Step.Update(_, var key, var value) ->
                    by(pid, () -> registry.updateValue(key, _ -> value));
            case Step.Die _ ->
                    node.run(() -> {
                        MonitorRef watch = Process.monitor(pid);
                        Process.exit(pid, ExitReason.KILL);
                        Process.receive(
                                message -> message instanceof Down down && down.ref() == watch);
                        return "done";
                    });
        };
    }

    private static Pid worker(Node node) {
        return node.spawn(() -> {
            while (true) {
                ((Runnable) Process.receive()).run();
            }
        });
    }

    private static Object by(Pid pid, Callable<Object> code) throws Exception {
        CompletableFuture<Object> result = new CompletableFuture<>();
        Process.send(
                pid,
                (Runnable)
                        () -> {
                            try {
                                result.complete(code.call());
                            } catch (Exception problem) {
                                result.completeExceptionally(problem);
                            }
                        });
        return result.get(30, TimeUnit.SECONDS);
    }
}
