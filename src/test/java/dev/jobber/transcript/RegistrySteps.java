package dev.jobber.transcript;

import static dev.jobber.transcript.ReplayPrinter.tuple;

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
    private final ReplayWorld host;
    private final Bare bare;

    RegistrySteps(ReplayWorld host, Bare bare) {
        this.host = host;
        this.bare = bare;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("registry", this::start);
        steps.put(
                "use",
                words -> {
                    host.use(words.getFirst());
                    return List.of();
                });
        steps.put("register", words -> by(words, () -> register(term(words, 1), term(words, 2))));
        steps.put(
                "unregister",
                words ->
                        by(
                                words,
                                () -> {
                                    host.registry().unregister(term(words, 1));
                                    return "ok";
                                }));
        steps.put("unregister_match", words -> by(words, () -> unregisterMatch(words)));
        steps.put("update_value", words -> by(words, () -> updateValue(words)));
        steps.put(
                "keys",
                words -> {
                    Pid pid = host.names().need(words.getFirst());
                    return list(() -> host.registry().keys(pid).stream().map(host::print).toList());
                });
        steps.put(
                "values",
                words -> {
                    Pid pid = host.names().need(words.getFirst());
                    return list(() ->
                            host.registry().values(term(words, 1), pid).stream()
                                    .map(host::print)
                                    .toList());
                });
        steps.put("lookup", words -> list(() -> pairs(host.registry().lookup(term(words, 0)))));
        steps.put("match", words -> list(() -> pairs(match(words))));
        steps.put("count_match", words -> result(() -> String.valueOf(countMatch(words))));
        steps.put("entries", words -> result(() -> String.valueOf(host.registry().count())));
        steps.put("select", this::select);
        steps.put("dispatch", words -> result(() -> dispatch(term(words, 0))));
        steps.put(
                "via_send",
                words ->
                        result(() -> {
                            host.registry().send(term(words, 0), term(words, 1));
                            return "ok";
                        }));
    }

    private static Term term(List<String> words, int index) {
        return TermParser.parse(words.get(index));
    }

    private List<String> start(List<String> words) {
        Words.Options options = Words.options(words);
        String name = words.getFirst();
        var keys = Registry.Keys.valueOf(words.get(1).toUpperCase());
        List<String> listeners = options.get("listeners").map(Words::commas).orElse(List.of());
        listeners.stream()
                .filter(it -> host.node().whereis(it).isEmpty())
                .forEach(it -> dev.jobber.otp.Process.register(host.names().need(it), it));
        Registry registry =
                Registry.of(keys, name, options.number("partitions").orElse(1L).intValue())
                        .withListeners(listeners.toArray(String[]::new));
        host.watch(name, Registry.startLink(registry).pidOrExit());
        host.registries.put(name, registry);
        host.use(name);
        return List.of();
    }

    // ---- results

    private List<String> result(Callable<String> action) throws Exception {
        return List.of(text(ReplayOutcome.of(action)));
    }

    private String text(ReplayOutcome outcome) {
        return host.printer().result(outcome);
    }

    private List<String> list(Callable<List<String>> action) throws Exception {
        return result(() -> sorted(action.call()));
    }

    private static String sorted(List<String> texts) {
        return texts.stream()
                .sorted(ReplayPrinter.BY_CODE_POINT)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private List<String> by(List<String> words, Callable<String> action) {
        return bare.outcome(host.names().need(words.getFirst()), action).map(this::text).stream()
                .toList();
    }

    private List<String> pairs(List<Registry.Entry> entries) {
        return texts(entries, it -> tuple(host.print(it.pid()), host.print(it.value())));
    }

    private static List<String> texts(
            List<Registry.Entry> entries, Function<Registry.Entry, String> text) {
        return entries.stream().map(text).toList();
    }

    // ---- by a process

    private String register(Term key, Term value) {
        return switch (host.registry().register(key, value)) {
            case Registry.Registered _ -> "ok";
            case Registry.AlreadyRegistered(var pid) ->
                    "error " + tuple(":already_registered", host.print(pid));
        };
    }

    private String unregisterMatch(List<String> words) {
        var pattern = new TermPattern(term(words, 2));
        if (pattern.isPlain()) {
            host.registry().unregisterMatch(term(words, 1), pattern.term());
        } else {
            host.registry().unregisterMatch(term(words, 1), pattern::matches);
        }
        return "ok";
    }

    private String updateValue(List<String> words) {
        Optional<Registry.Updated> updated =
                host.registry().updateValue(term(words, 1), _ -> term(words, 2));
        return updated.map(it -> tuple(host.print(it.newValue()), host.print(it.oldValue())))
                .orElse(":error");
    }

    // ---- by any process

    private List<Registry.Entry> match(List<String> words) {
        var pattern = new TermPattern(term(words, 1));
        return pattern.isPlain()
                ? host.registry().match(term(words, 0), pattern.term())
                : host.registry().lookup(term(words, 0)).stream()
                        .filter(it -> pattern.matches(it.value()))
                        .toList();
    }

    private long countMatch(List<String> words) {
        var pattern = new TermPattern(term(words, 1));
        return pattern.isPlain()
                ? host.registry().countMatch(term(words, 0), pattern.term())
                : host.registry().countMatch(term(words, 0), pattern::matches);
    }

    private List<String> select(List<String> words) throws Exception {
        if (words.isEmpty()) {
            return list(() ->
                    texts(
                            host.registry().select(_ -> true),
                            it ->
                                    tuple(
                                            host.print(it.key()),
                                            host.print(it.pid()),
                                            host.print(it.value()))));
        }
        return list(() ->
                texts(
                        host.registry().selectByValue(term(words, 1)),
                        it -> tuple(host.print(it.key()), host.print(it.pid()))));
    }

    private String dispatch(Term key) {
        List<Registry.Entry> given = new ArrayList<>();
        boolean called = host.registry().dispatch(key, given::addAll);
        return called ? "entries " + sorted(pairs(given)) : "not called";
    }
}
