package dev.jobber.transcript;

import dev.jobber.otp.Dest;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.StateMachine;
import dev.jobber.otp.Sys;
import dev.jobber.otp.Thrown;
import dev.jobber.otp.Traced;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `:sys` does to servers.
final class SysSteps {
    private final ReplayWorld host;
    private final ServerSteps servers;

    SysSteps(ReplayWorld host, ServerSteps servers) {
        this.host = host;
        this.servers = servers;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("status", words -> servers.result(() -> status(dest(words))));
        steps.put("replace_state", this::replaceState);
        steps.put(
                "suspend",
                words -> done(() -> Sys.suspend(dest(words), GenServer.DEFAULT_TIMEOUT)));
        steps.put(
                "resume", words -> done(() -> Sys.resume(dest(words), GenServer.DEFAULT_TIMEOUT)));
        steps.put("trace", this::trace);
        steps.put("untrace", words -> done(() -> Sys.noTrace(dest(words))));
        steps.put("no_debug", words -> done(() -> Sys.noDebug(dest(words))));
        steps.put("statistics", this::statistics);
    }

    private Dest dest(List<String> words) {
        return servers.dest(words.getFirst());
    }

    private List<String> done(Runnable action) throws Exception {
        return servers.result(() -> {
            action.run();
            return "ok";
        });
    }

    private String status(Dest server) {
        Sys.Status status = Sys.getStatus(server);
        return "status "
                + host.print(status.pid())
                + " "
                + status.sysState().name().toLowerCase()
                + " parent "
                + host.print(status.parent());
    }

    private List<String> replaceState(List<String> words) throws Exception {
        Dest server = dest(words);
        return servers.result(() ->
                "reply "
                        + host.print(
                                Sys.replaceState(
                                        server, state -> change(Words.after(words, 1), state))));
    }

    /// A machine has a state and data, a tuple in the words.
    private Object change(List<String> words, Object state) {
        var change = new Change(host, term -> term);
        if (!(state instanceof StateMachine.StateAndData<?, ?>)) {
            return change.apply(words, (Term) state);
        }
        var tuple = (Term.Tuple) change.apply(words, Term.NIL);
        return new StateMachine.StateAndData<>(tuple.items().getFirst(), tuple.items().getLast());
    }

    /// What became of a function that failed: the class and the value of what it raised.
    static Optional<String> failed(ReplayPrinter printer, Throwable problem) {
        if (!String.valueOf(problem.getMessage()).startsWith("the function that was to replace")) {
            return Optional.empty();
        }
        return Optional.of(
                switch (problem.getCause()) {
                    case ExitException exit -> "failed exit " + printer.text(exit.reason());
                    case Thrown thrown -> "failed throw " + printer.text(thrown.value());
                    case Throwable other -> "failed error " + printer.text(other);
                    case null -> "failed";
                });
    }

    private List<String> trace(List<String> words) throws Exception {
        Dest server = dest(words);
        String name = words.getFirst();
        return done(
                () -> Sys.trace(server, (_, event) -> host.event(name + " trace " + text(event))));
    }

    private String text(Traced event) {
        return switch (event) {
            case Traced.In(var given, var state) ->
                    "in "
                            + MachineSteps.text(host, given)
                            + state.map(it -> " in " + host.print(it)).orElse("");
            case Traced.Out(var answer, var to, var state) ->
                    "out "
                            + host.print(answer)
                            + " to "
                            + to.map(host::print).orElse("pid")
                            + state.map(it -> " in " + host.print(it)).orElse("");
            case Traced.NoReply(var state) -> "noreply " + host.print(state);
            case Traced.Continue(var term) -> "continue " + host.print(term);
            case Traced.Consume(var given, var from, var to) ->
                    "consume " + MachineSteps.text(host, given) + way(from, to);
            case Traced.Postpone(var given, var from, var to) ->
                    "postpone " + MachineSteps.text(host, given) + way(from, to);
            case Traced.StartTimer(var timeout, var time, var state) ->
                    "start_timer "
                            + MachineSteps.kind(host, timeout)
                            + " "
                            + host.print(time)
                            + " "
                            + host.print(MachineSteps.content(timeout))
                            + " in "
                            + host.print(state);
            case Traced.Terminate(var reason, var state) ->
                    "terminate " + host.print(reason) + " in " + host.print(state);
        };
    }

    private String way(Object from, Object to) {
        return " in " + host.print(from) + " to " + host.print(to);
    }

    private List<String> statistics(List<String> words) throws Exception {
        Dest server = dest(words);
        return switch (words.get(1)) {
            case "on" -> done(() -> Sys.statistics(server, true));
            case "off" -> done(() -> Sys.statistics(server, false));
            default ->
                    servers.result(() ->
                            Sys.statistics(server)
                                    .map(it -> "in " + it.messagesIn() + " out " + it.messagesOut())
                                    .orElse(":no_statistics"));
        };
    }
}
