package dev.jobber.transcript;

import dev.jobber.otp.Dest;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The steps of state machines.
final class MachineSteps {
    private static final Set<String> FLAGS = Set.of("functions", "enter", "trap_exit", "nolink");

    private final ReplayWorld host;
    private final ServerSteps servers;

    MachineSteps(ReplayWorld host, ServerSteps servers) {
        this.host = host;
        this.servers = servers;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("machine", this::start);
        steps.put("on", this::on);
        steps.put("mcall", words -> servers.result(() -> call(words)));
        steps.put("mstop", this::stop);
    }

    private List<String> start(List<String> all) throws Exception {
        String name = all.getFirst();
        List<String> words = new ArrayList<>(Words.after(all, 1));
        Optional<String> by = ServerSteps.by(words);
        List<String> flags = new ArrayList<>();
        while (!words.isEmpty() && isFlag(words.getFirst())) {
            flags.add(words.removeFirst());
        }
        Words.Options options = Words.options(flags);
        StartOptions how =
                ServerSteps.within(
                        options.get("name").map(StartOptions::named).orElse(StartOptions.NONE),
                        options.get("timeout"));
        var machine =
                new ActionMachine(
                        host,
                        name,
                        options.has("enter"),
                        options.has("trap_exit"),
                        List.copyOf(words));
        return servers.started(
                by,
                () ->
                        options.has("nolink")
                                ? StateMachine.start(machine, how)
                                : StateMachine.startLink(machine, how));
    }

    private static boolean isFlag(String word) {
        return FLAGS.contains(word) || word.startsWith("name=") || word.startsWith("timeout=");
    }

    /// What an event without words, or the entering of a state, does.
    private List<String> on(List<String> words) {
        boolean enter = words.get(1).equals("enter");
        String content = TermParser.parse(words.get(enter ? 2 : 1)).toString();
        host.scripts.put(
                words.getFirst() + (enter ? " enter " : " ") + content,
                Words.after(words, enter ? 3 : 2));
        return List.of();
    }

    /// Also for clients of their own.
    String call(List<String> words) {
        Dest machine = servers.dest(words.getFirst());
        var timed = ServerSteps.Timed.of(Words.after(words, 1), Process.INFINITY);
        return "reply "
                + host.print(StateMachine.call(machine, new Do(timed.words()), timed.timeout()));
    }

    private List<String> stop(List<String> words) throws Exception {
        ExitReason reason = words.size() < 2 ? ExitReason.NORMAL : Reasons.of(words.get(1));
        return List.of(
                host.printer()
                        .requestResult(
                                ReplayOutcome.of(() -> {
                                    GenServer.stop(
                                            servers.dest(words.getFirst()),
                                            reason,
                                            Process.INFINITY);
                                    return "ok";
                                })));
    }

    // ---- how events are printed

    static String text(ReplayWorld host, StateMachine.Event event) {
        return kind(host, event) + " " + host.print(content(event));
    }

    static String kind(ReplayWorld host, StateMachine.Event event) {
        return switch (event) {
            case StateMachine.Event.Call _ -> "call";
            case StateMachine.Event.Cast _ -> "cast";
            case StateMachine.Event.Info _ -> "info";
            case StateMachine.Event.Internal _ -> "internal";
            case StateMachine.Event.StateTimeout _ -> "state_timeout";
            case StateMachine.Event.EventTimeout _ -> "timeout";
            case StateMachine.Event.Timeout(var name, _) -> "timeout " + host.print(name);
        };
    }

    static Object content(StateMachine.Event event) {
        return switch (event) {
            case StateMachine.Event.Call(_, var content) -> content;
            case StateMachine.Event.Cast(var content) -> content;
            case StateMachine.Event.Info(var content) -> content;
            case StateMachine.Event.Internal(var content) -> content;
            case StateMachine.Event.StateTimeout(var content) -> content;
            case StateMachine.Event.EventTimeout(var content) -> content;
            case StateMachine.Event.Timeout(_, var content) -> content;
        };
    }
}
