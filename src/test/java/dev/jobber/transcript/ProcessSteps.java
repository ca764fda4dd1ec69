package dev.jobber.transcript;

import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Thrown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The steps of bare processes: section 5.
final class ProcessSteps {
    private final ReplayWorld host;
    private final Bare bare;

    ProcessSteps(ReplayWorld host, Bare bare) {
        this.host = host;
        this.bare = bare;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("process", this::process);
        steps.put("trap_exit", this::trapExit);
        steps.put("link", words -> withOther(words, Process::link));
        steps.put("unlink", words -> withOther(words, Process::unlink));
        steps.put("monitor", this::monitor);
        steps.put("demonitor", this::demonitor);
        steps.put("exit", this::exit);
        steps.put("end", words -> end(words, exception(Reasons.of(words.get(1)))));
        steps.put("raise", words -> end(words, new RuntimeException("boom")));
        steps.put("throw", words -> end(words, new Thrown(TermParser.parse(words.get(1)))));
        steps.put("send", this::send);
        steps.put("spawn_link", this::spawnLink);
        steps.put("spawn_monitor", this::spawnMonitor);
        steps.put("unread", words -> none(() -> host.unread.add(words.getFirst())));
        steps.put(
                "read",
                words ->
                        none(() -> {
                            host.inOrder.add(words.getFirst());
                            host.unread.remove(words.getFirst());
                        }));
        steps.put("read_sorted", words -> none(() -> host.unread.remove(words.getFirst())));
        steps.put(
                "alive",
                words -> List.of(String.valueOf(host.names().need(words.getFirst()).isAlive())));
    }

    private static List<String> none(Runnable action) {
        action.run();
        return List.of();
    }

    private List<String> process(List<String> words) {
        String name = words.getFirst();
        host.watch(name, Process.spawn(bare.code(words.contains("trap_exit"))));
        if (words.contains("unread")) {
            host.unread.add(name);
        }
        return List.of();
    }

    /// Lets a process do something; an error it raises is printed as the reason it would end with.
    private List<String> tell(String name, Callable<String> work) {
        return bare.outcome(host.names().need(name), work).stream()
                .map(outcome ->
                        outcome instanceof ReplayOutcome.Raised(var problem)
                                ? "error " + ExceptionNames.crash(problem)
                                : host.printer().result(outcome))
                .toList();
    }

    private List<String> trapExit(List<String> words) {
        boolean on = words.get(1).equals("true");
        return tell(words.getFirst(), () -> String.valueOf(Process.trapExit(on)));
    }

    private interface OnOther {
        void act(Pid other);
    }

    private List<String> withOther(List<String> words, OnOther action) {
        Pid other = host.names().need(words.get(1));
        return tell(
                words.getFirst(),
                () -> {
                    action.act(other);
                    return "true";
                });
    }

    private List<String> monitor(List<String> words) {
        Pid other = host.names().need(words.get(1));
        return tell(
                words.getFirst(),
                () -> {
                    host.names().nameMonitor(Process.monitor(other), words.get(3));
                    return "ok";
                });
    }

    private List<String> demonitor(List<String> words) {
        MonitorRef ref = host.names().needMonitor(words.get(1));
        return tell(
                words.getFirst(),
                () -> {
                    boolean active =
                            words.contains("flush")
                                    ? Process.demonitorAndFlush(ref)
                                    : Process.demonitor(ref);
                    return String.valueOf(active || !words.contains("info"));
                });
    }

    private List<String> exit(List<String> words) {
        ExitReason reason = Reasons.of(words.get(1));
        String[] fromTo = words.getFirst().split("->", 2);
        Pid target = host.names().need(fromTo[fromTo.length - 1]);
        if (fromTo.length == 1) {
            Process.exit(target, reason);
            return List.of();
        }
        Optional<ReplayOutcome> outcome =
                bare.outcome(
                        host.names().need(fromTo[0]),
                        () -> {
                            Process.exit(target, reason);
                            return words.size() == 2 ? "true" : then(words, target);
                        });
        return outcome.map(host.printer()::result).stream().toList();
    }

    /// What the process does to the same process at once, before it has heard anything.
    private String then(List<String> words, Pid target) throws Exception {
        return switch (words.get(3)) {
            case "monitor" -> {
                host.names().nameMonitor(Process.monitor(target), words.get(5));
                yield "ok";
            }
            case "link" -> {
                Process.link(target);
                yield "true";
            }
            case "call" ->
                    host.printer()
                            .result(
                                    ReplayOutcome.of(() ->
                                            "reply "
                                                    + host.print(
                                                            GenServer.call(
                                                                    target,
                                                                    new ActionServer.Count()))));
            case "stop" ->
                    host.printer()
                            .requestResult(
                                    ReplayOutcome.of(() -> {
                                        GenServer.stop(target);
                                        return "ok";
                                    }));
            case "alive" -> String.valueOf(target.isAlive());
            default ->
                    throw new IllegalArgumentException(
                            "expected monitor, link, call, stop or alive, got: " + words.get(3));
        };
    }

    private static RuntimeException exception(ExitReason reason) {
        return new ExitException(reason);
    }

    private List<String> end(List<String> words, RuntimeException problem) {
        bare.cast(
                host.names().need(words.getFirst()),
                () -> {
                    throw problem;
                });
        return List.of();
    }

    private List<String> send(List<String> words) {
        Pid other = host.names().need(words.get(1));
        Term message = TermParser.parse(words.get(2));
        return tell(
                words.getFirst(),
                () -> {
                    Process.send(other, message);
                    return "ok";
                });
    }

    private List<String> spawnLink(List<String> words) {
        boolean trapExit = words.contains("trap_exit");
        return tell(
                words.getFirst(),
                () -> {
                    host.watch(words.get(1), Process.spawnLink(bare.code(trapExit)));
                    return "ok";
                });
    }

    private List<String> spawnMonitor(List<String> words) {
        boolean trapExit = words.contains("trap_exit");
        return tell(
                words.getFirst(),
                () -> {
                    Process.Monitored spawned = Process.spawnMonitor(bare.code(trapExit));
                    host.names().nameMonitor(spawned.ref(), words.get(3));
                    host.watch(words.get(1), spawned.pid());
                    return "ok";
                });
    }
}
