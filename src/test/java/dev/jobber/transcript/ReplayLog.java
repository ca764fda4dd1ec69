package dev.jobber.transcript;

import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.otp.Via;
import java.util.Optional;

/// What Elixir's Logger would print of the kernel's events: the first line, and the second if it
/// says why.
final class ReplayLog implements EventListener {
    private final ReplayWorld host;
    private volatile boolean on;

    ReplayLog(ReplayWorld host) {
        this.host = host;
    }

    void turnOn() {
        on = true;
    }

    @Override
    public void on(Event event) {
        if (on) {
            line(event).ifPresent(text -> log(event.level().name().toLowerCase(), text));
        }
    }

    void log(String level, String text) {
        if (on) {
            host.event("log " + level + " " + text);
        }
    }

    private Optional<String> line(Event event) {
        return switch (event) {
            case Event.ServerTerminating it ->
                    Optional.of("GenServer " + who(it) + " terminating " + why(it.reason()));
            case Event.ProcessRaised(var pid, var reason) ->
                    Optional.of(
                            "Process "
                                    + host.print(pid)
                                    + " raised an exception "
                                    + (reason instanceof ExitReason.NoCatch
                                            ? "** (ErlangError) Erlang error: " + reason.sentence()
                                            : why(reason)));
            case Event.TaskTerminating(var pid, var owner, var reason) ->
                    Optional.of(
                            "Task "
                                    + host.print(pid)
                                    + " started from "
                                    + host.print(owner)
                                    + " terminating "
                                    + why(reason));
            case Event.UnexpectedMessage(_, var who, _, _)
                    when who.equals("DynamicSupervisor") || who.equals("Agent") ->
                    Optional.of("report"); // as the recorder prints this one
            case Event.UnexpectedMessage(_, var who, _, var message) ->
                    Optional.of(who + " received unexpected message: " + ErlangText.of(message));
            default -> Optional.empty(); // reports, which Elixir does not log by default
        };
    }

    /// The registered name, or that of the scenario.
    private String who(Event.ServerTerminating event) {
        Object name = host.node().info(event.pid()).flatMap(ProcessInfo::name).orElse(event.pid());
        return switch (name) {
            case String registered -> new Term.Atom(registered).toString();
            case Via(var registry, var key, var value) ->
                    "{"
                            + ModuleNames.atom(registry.toString())
                            + ", "
                            + host.print(key)
                            + value.map(it -> ", " + host.print(it)).orElse("")
                            + "}";
            default -> host.print(name);
        };
    }

    private String why(ExitReason reason) {
        return switch (reason) {
            case ExitReason.Crash(var problem) ->
                    "** ("
                            + ExceptionNames.module(problem)
                            + ") "
                            + firstLine(ErrorTexts.log(problem));
            case ExitReason.CallFailed(_, var invocation) ->
                    "** (stop) exited in: " + host.printer().function(invocation);
            default -> "** (stop) " + firstLine(reason.sentence());
        };
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
