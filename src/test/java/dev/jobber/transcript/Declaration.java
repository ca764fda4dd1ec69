package dev.jobber.transcript;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A declared supervisor or child: section 3.
///
/// @param kind `supervisor`, `dynamic_supervisor` or `child`
/// @param parent whose child it is; empty for the root
record Declaration(String kind, String name, Optional<String> parent, Words.Options options) {
    /// Declares a supervisor that is no process's child.
    static final String NO_PARENT = "-";

    static Declaration parse(List<String> words, Optional<String> root) {
        Words.Options options = Words.options(Words.after(words, 2));
        return new Declaration(
                words.get(0), words.get(1), options.get("of").or(() -> root), options);
    }

    boolean isChild() {
        return kind.equals("child");
    }

    boolean isDynamic() {
        return kind.equals("dynamic_supervisor");
    }

    Term id() {
        return Term.atom(name);
    }

    // ---- as a child

    ChildSpec spec(ChildSpec.StartFunction start) {
        return new ChildSpec(
                id(),
                start,
                option(ChildSpec.Restart.class, ChildSpec.Restart.PERMANENT),
                shutdown(),
                new ChildSpec.Traits(
                        type(), options.has("significant"), List.of(isChild() ? "W" : "Sup")));
    }

    private ChildSpec.Shutdown shutdown() {
        return options.get("shutdown")
                .<ChildSpec.Shutdown>map(word ->
                        switch (word) {
                            case "brutal_kill" -> new ChildSpec.Shutdown.BrutalKill();
                            case "infinity" -> new ChildSpec.Shutdown.Infinity();
                            default ->
                                    new ChildSpec.Shutdown.Within(
                                            Duration.ofMillis(Long.parseLong(word)));
                        })
                .orElseGet(() ->
                        isChild() ? ChildSpec.DEFAULT_SHUTDOWN : new ChildSpec.Shutdown.Infinity());
    }

    private ChildSpec.Type type() {
        return isChild() && !options.get("type").orElse("worker").equals("supervisor")
                ? ChildSpec.Type.WORKER
                : ChildSpec.Type.SUPERVISOR;
    }

    boolean trapsExit() {
        return options.has("trap_exit");
    }

    /// What its starts come to, one after the other.
    List<Words.Application> outcomes() {
        return options.get("init").map(Words::commas).orElse(List.of()).stream()
                .map(Words::application)
                .toList();
    }

    Duration slow() {
        return Duration.ofMillis(options.number("slow").orElse(0L));
    }

    Optional<Words.Application> onTerminate() {
        return options.get("terminate").map(Words::application);
    }

    // ---- as a supervisor

    Supervisor.Flags flags() {
        var flags =
                Supervisor.Flags.of(
                        option(Supervisor.Strategy.class, Supervisor.Strategy.ONE_FOR_ONE));
        return new Supervisor.Flags(
                flags.strategy(),
                number("max_restarts", flags.maxRestarts()),
                number("max_seconds", flags.maxSeconds()),
                options.get("auto_shutdown")
                        .map(word -> Supervisor.AutoShutdown.valueOf(word.toUpperCase()))
                        .orElse(flags.autoShutdown()));
    }

    DynamicSupervisor.Flags dynamicFlags() {
        var flags = DynamicSupervisor.Flags.DEFAULT;
        DynamicSupervisor.Flags limited =
                options.number("max_children")
                        .map(limit -> flags.withMaxChildren(limit.intValue()))
                        .orElse(flags);
        return limited.withMaxRestarts(number("max_restarts", flags.maxRestarts()))
                .withMaxSeconds(number("max_seconds", flags.maxSeconds()))
                .withExtraArguments(
                        options.get("extra").map(Words::commas).orElse(List.of()).stream()
                                .map(TermParser::parse)
                                .toArray());
    }

    private int number(String option, int usual) {
        return options.number(option).map(Long::intValue).orElse(usual);
    }

    /// The constant that a word names.
    private <E extends Enum<E>> E option(Class<E> type, E usual) {
        for (E constant : type.getEnumConstants()) {
            if (options.has(constant.name().toLowerCase())) {
                return constant;
            }
        }
        return usual;
    }
}
