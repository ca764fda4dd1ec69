package dev.jobber.transcript;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.Dest;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Supervisor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// The declarations and steps of supervisors: sections 3 and 4.
final class SupervisorSteps {
    private final ReplayWorld host;
    private final List<Declaration> declarations = new ArrayList<>();

    SupervisorSteps(ReplayWorld host) {
        this.host = host;
    }

    void addTo(Map<String, Step> steps) {
        for (String kind : List.of("supervisor", "dynamic_supervisor", "child")) {
            steps.put(kind, words -> declare(kind, words));
        }
        Step startServer = steps.getOrDefault("start", _ -> List.of());
        steps.put("start", words -> words.isEmpty() ? startRoot() : startServer.run(words));
        steps.put("crash", words -> cast(words, new Worker.Crash()));
        steps.put(
                "return_stop",
                words -> cast(words, new Worker.ReturnStop(Reasons.of(words.get(1)))));
        steps.put("call_exit", words -> cast(words, new Worker.CallExit(Reasons.of(words.get(1)))));
        steps.put(
                "ping",
                words -> {
                    Pid pid = host.names().need(words.getFirst());
                    return List.of(
                            host.printer()
                                    .result(
                                            ReplayOutcome.of(() ->
                                                    host.print(
                                                            GenServer.call(
                                                                    pid, new Worker.Ping())))));
                });
        steps.put("start_child", words -> to(words, sup -> startChild(sup, words)));
        steps.put("terminate_child", words -> to(words, sup -> terminateChild(sup, words)));
        steps.put(
                "restart_child",
                words ->
                        to(
                                words,
                                sup ->
                                        () ->
                                                text(
                                                        Supervisor.restartChild(
                                                                sup.pid(),
                                                                Term.atom(words.getFirst())))));
        steps.put(
                "delete_child",
                words ->
                        to(
                                words,
                                sup ->
                                        () ->
                                                text(
                                                        host,
                                                        Supervisor.deleteChild(
                                                                sup.pid(),
                                                                Term.atom(words.getFirst())))));
        steps.put("count", words -> to(words, sup -> () -> count(sup.pid())));
        steps.put("which", this::which);
        steps.put(
                "release_init",
                _ -> {
                    host.release(ReplayWorld.INIT, Term.atom("release"));
                    return List.of();
                });
    }

    // ---- declarations

    private Optional<Declaration> root() {
        return declarations.stream()
                .filter(it -> it.parent().isEmpty() && !it.isChild())
                .findFirst();
    }

    private Declaration parse(String kind, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addFirst(kind);
        return Declaration.parse(all, root().map(Declaration::name));
    }

    private List<String> declare(String kind, List<String> words) {
        declarations.add(parse(kind, words));
        return List.of();
    }

    private Optional<Declaration> find(String name) {
        return declarations.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    private ChildSpec spec(Declaration declaration) {
        return declaration.spec(
                ChildSpec.StartFunction.withExtraArguments(extra ->
                        declaration.isChild()
                                ? Worker.start(host, declaration, extra)
                                : startSupervisor(declaration)));
    }

    private StartResult startSupervisor(Declaration declaration) {
        return declaration.isDynamic()
                ? DynamicSupervisor.startLink(
                        () -> {
                            host.started(declaration.name(), "");
                            return declaration.dynamicFlags();
                        },
                        StartOptions.NONE)
                : Supervisor.startLink(
                        () -> {
                            host.started(declaration.name(), "");
                            return new Supervisor.Init.Spec(
                                    declaration.flags(), children(declaration));
                        },
                        StartOptions.NONE);
    }

    private List<ChildSpec> children(Declaration supervisor) {
        return declarations.stream()
                .filter(it -> it.parent().equals(Optional.of(supervisor.name())))
                .map(this::spec)
                .toList();
    }

    // ---- steps

    private List<String> startRoot() {
        StartResult result = startSupervisor(root().orElseThrow());
        return List.of(result instanceof StartResult.Started ? "ok" : Starts.text(host, result));
    }

    private List<String> cast(List<String> words, Object message) {
        GenServer.cast(host.names().need(words.getFirst()), message);
        return List.of();
    }

    /// The supervisor a step means.
    private record Addressed(Pid pid, boolean isDynamic) {}

    private Addressed addressed(List<String> words) {
        String name = Words.options(words).get("of").orElseGet(() -> root().orElseThrow().name());
        return new Addressed(
                host.names().need(name), find(name).filter(Declaration::isDynamic).isPresent());
    }

    private List<String> to(List<String> words, Function<Addressed, Callable<String>> request)
            throws Exception {
        Callable<String> action = request.apply(addressed(words));
        return List.of(host.printer().requestResult(ReplayOutcome.of(action)));
    }

    private Callable<String> startChild(Addressed supervisor, List<String> words) {
        Declaration declaration =
                find(words.getFirst())
                        .filter(it -> it.parent().equals(Optional.of(Declaration.NO_PARENT)))
                        .orElseGet(() -> parse("child", words));
        ChildSpec spec = spec(declaration);
        return supervisor.isDynamic()
                ? () -> Starts.text(host, DynamicSupervisor.startChild(supervisor.pid(), spec))
                : () -> text(Supervisor.startChild(supervisor.pid(), spec));
    }

    /// The result of a static supervisor's start: a child that ignored its start is known.
    private String text(StartResult result) {
        return result instanceof StartResult.Ignored ? "ok :undefined" : Starts.text(host, result);
    }

    private Callable<String> terminateChild(Addressed supervisor, List<String> words) {
        String name = words.getFirst();
        return supervisor.isDynamic()
                ? () ->
                        text(
                                host,
                                DynamicSupervisor.terminateChild(
                                        supervisor.pid(), host.names().need(name)))
                : () -> text(host, Supervisor.terminateChild(supervisor.pid(), Term.atom(name)));
    }

    static String text(ReplayWorld host, Supervisor.Outcome outcome) {
        return switch (outcome) {
            case Supervisor.Outcome.Ok() -> "ok";
            case Supervisor.Outcome.Refused(var reason) -> "error " + host.print(reason);
        };
    }

    static String count(Dest supervisor) {
        return count(Supervisor.countChildren(supervisor));
    }

    static String count(Supervisor.ChildCounts counts) {
        return "active=%d specs=%d supervisors=%d workers=%d"
                .formatted(counts.active(), counts.specs(), counts.supervisors(), counts.workers());
    }

    private List<String> which(List<String> words) throws Exception {
        Addressed supervisor = addressed(words);
        List<String> children = new ArrayList<>();
        var outcome =
                ReplayOutcome.of(() -> {
                    Supervisor.whichChildren(supervisor.pid())
                            .forEach(it -> children.add(text(host, it)));
                    return "none";
                });
        if (children.isEmpty()) {
            return List.of(host.printer().requestResult(outcome));
        }
        return supervisor.isDynamic()
                ? children.stream().sorted(ReplayPrinter.BY_CODE_POINT).toList()
                : children;
    }

    /// `child ID PROCESS TYPE`
    static String text(ReplayWorld host, Supervisor.Child child) {
        String process =
                switch (child.state()) {
                    case Supervisor.ChildState.Running(var pid) -> host.print(pid);
                    case Supervisor.ChildState.Restarting() -> ":restarting";
                    case Supervisor.ChildState.Undefined() -> ":undefined";
                };
        return "child "
                + host.printer().id(child.id())
                + " "
                + process
                + " "
                + child.type().name().toLowerCase();
    }
}
