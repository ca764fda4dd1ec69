package dev.jobber.transcript;

import static dev.jobber.transcript.Printer.tuple;

import dev.jobber.otp.Pid;
import dev.jobber.otp.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The steps of registries: section 7.
final class RegistrySteps {
    private final World world;
    private final Bare bare;

    RegistrySteps(World world, Bare bare) {
        this.world = world;
        this.bare = bare;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("registry", this::start);
        steps.put(
                "use",
                words -> {
                    world.use(words.getFirst());
                    return List.of();
                });
        steps.put("register", words -> by(words, () -> register(term(words, 1), term(words, 2))));
        steps.put(
                "unregister",
                words ->
                        by(
                                words,
                                () -> {
                                    world.registry().unregister(term(words, 1));
                                    return "ok";
                                }));
        steps.put("unregister_match", words -> by(words, () -> unregisterMatch(words)));
        steps.put("update_value", words -> by(words, () -> updateValue(words)));
        steps.put(
                "keys",
                words -> {
                    Pid pid = world.names().need(words.getFirst());
                    return list(
                            () -> world.registry().keys(pid).stream().map(world::print).toList());
                });
        steps.put(
                "values",
                words -> {
                    Pid pid = world.names().need(words.getFirst());
                    return list(() ->
                            world.registry().values(term(words, 1), pid).stream()
                                    .map(world::print)
                                    .toList());
                });
        steps.put("lookup", words -> list(() -> pairs(world.registry().lookup(term(words, 0)))));
        steps.put("match", words -> list(() -> pairs(match(words))));
        steps.put("count_match", words -> result(() -> String.valueOf(countMatch(words))));
        steps.put("entries", words -> result(() -> String.valueOf(world.registry().count())));
        steps.put("select", this::select);
        steps.put("dispatch", words -> result(() -> dispatch(term(words, 0))));
        steps.put(
                "via_send",
                words ->
                        result(() -> {
                            world.registry().send(term(words, 0), term(words, 1));
                            return "ok";
                        }));
    }

    private static Term term(List<String> words, int index) {
        return TermParser.parse(words.get(index));
    }

    private List<String> start(List<String> words) {
        Words.Options options = Words.options(words);
        String name = words.getFirst();
        Registry.Keys keys = Registry.Keys.valueOf(words.get(1).toUpperCase());
        Registry registry =
                Registry.of(keys, name, options.number("partitions").orElse(1L).intValue());
        world.watch(name, Registry.startLink(registry).pidOrExit());
        world.registries.put(name, registry);
        world.use(name);
        return List.of();
    }

    // ---- results

    private List<String> result(Callable<String> action) throws Exception {
        return List.of(text(Outcome.of(action)));
    }

    private String text(Outcome outcome) {
        return world.printer().result(outcome);
    }

    private List<String> list(Callable<List<String>> action) throws Exception {
        return result(() -> sorted(action.call()));
    }

    private static String sorted(List<String> texts) {
        return texts.stream()
                .sorted(Printer.BY_CODE_POINT)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private List<String> by(List<String> words, Callable<String> action) {
        return bare.outcome(world.names().need(words.getFirst()), action).map(this::text).stream()
                .toList();
    }

    private List<String> pairs(List<Registry.Entry> entries) {
        return texts(entries, it -> tuple(world.print(it.pid()), world.print(it.value())));
    }

    private static List<String> texts(
            List<Registry.Entry> entries, Function<Registry.Entry, String> text) {
        return entries.stream().map(text).toList();
    }

    // ---- by a process

    private String register(Term key, Term value) {
        return switch (world.registry().register(key, value)) {
            case Registry.Registered _ -> "ok";
            case Registry.AlreadyRegistered(var pid) ->
                    "error " + tuple(":already_registered", world.print(pid));
        };
    }

    private String unregisterMatch(List<String> words) {
        Registry registry = world.registry();
        Pattern pattern = new Pattern(term(words, 2));
        if (pattern.isPlain()) {
            registry.unregisterMatch(term(words, 1), pattern.term());
        } else {
            registry.values(term(words, 1), dev.jobber.otp.Process.self()).stream()
                    .filter(pattern::matches)
                    .forEach(value -> registry.unregisterMatch(term(words, 1), value));
        }
        return "ok";
    }

    private String updateValue(List<String> words) {
        Optional<Registry.Updated> updated =
                world.registry().updateValue(term(words, 1), _ -> term(words, 2));
        return updated.map(it -> tuple(world.print(it.newValue()), world.print(it.oldValue())))
                .orElse(":error");
    }

    // ---- by anybody

    private List<Registry.Entry> match(List<String> words) {
        Pattern pattern = new Pattern(term(words, 1));
        return pattern.isPlain()
                ? world.registry().match(term(words, 0), pattern.term())
                : world.registry().lookup(term(words, 0)).stream()
                        .filter(it -> pattern.matches(it.value()))
                        .toList();
    }

    private long countMatch(List<String> words) {
        Pattern pattern = new Pattern(term(words, 1));
        return pattern.isPlain()
                ? world.registry().countMatch(term(words, 0), pattern.term())
                : match(words).size();
    }

    private List<String> select(List<String> words) throws Exception {
        if (words.isEmpty()) {
            return list(() ->
                    texts(
                            world.registry().select(_ -> true),
                            it ->
                                    tuple(
                                            world.print(it.key()),
                                            world.print(it.pid()),
                                            world.print(it.value()))));
        }
        return list(() ->
                texts(
                        world.registry().selectByValue(term(words, 1)),
                        it -> tuple(world.print(it.key()), world.print(it.pid()))));
    }

    private String dispatch(Term key) {
        List<Registry.Entry> given = new ArrayList<>();
        boolean called = world.registry().dispatch(key, given::addAll);
        return called ? "entries " + sorted(pairs(given)) : "not called";
    }
}
