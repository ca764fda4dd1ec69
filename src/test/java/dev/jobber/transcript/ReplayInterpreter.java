package dev.jobber.transcript;

import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Does the steps of one scenario and says what happened.
///
/// The clock stands still. A step is over when its own work is done, no process is inside a pause,
/// and no process runs: until then time is moved on, alarm by alarm. So a step sees over what it
/// waits for, and everything else waits for `wait`.
final class ReplayInterpreter implements AutoCloseable {
    /// A step takes a moment: what is due within it is due now.
    private static final Duration MOMENT = Duration.ofMillis(1);

    /// Longer than any pause of a step.
    private static final Duration TOO_LONG = Duration.ofMinutes(10);

    /// After these steps no process waits, and nothing has happened.
    private static final Set<String> DECLARATIONS =
            Set.of("child", "supervisor", "dynamic_supervisor", "sorted", "logs", "whole", "on");

    private final ReplayWorld host = new ReplayWorld();
    private final Bare bare = new Bare(host);
    private final Map<String, Step> steps = new HashMap<>();
    private final Pid main;

    private record Command(Callable<?> work, CompletableFuture<Object> done) {}

    ReplayInterpreter() {
        main = host.node().spawn(ReplayInterpreter::main);
        host.names().name(main, "main");
        new ProcessSteps(host, bare).addTo(steps);
        var servers = new ServerSteps(host, bare);
        servers.addTo(steps);
        new AgentSteps(host, servers).addTo(steps);
        new SysSteps(host, servers).addTo(steps);
        new RequestSteps(host, bare, servers).addTo(steps);
        new MachineSteps(host, servers).addTo(steps);
        new PartitionSteps(host, servers).addTo(steps);
        new RegistrySteps(host, bare).addTo(steps);
        new SupervisorSteps(host).addTo(steps);
        new TaskSteps(host, bare).addTo(steps);
        new StreamSteps(host, bare).addTo(steps);
        new JobSteps(host).addTo(steps);
        steps.put(
                "finish",
                words -> {
                    host.release(
                            words.getFirst(),
                            words.size() == 1 ? Term.atom("release") : new Finish(words.get(1)));
                    return List.of();
                });
        steps.put(
                "sorted",
                _ -> {
                    host.sort();
                    return List.of();
                });
        steps.put(
                "whole",
                _ -> {
                    host.printer().printWhole();
                    return List.of();
                });
        steps.put(
                "logs",
                _ -> {
                    host.logs().turnOn();
                    return List.of();
                });
    }

    /// The process that does the steps; it traps exits and does not show the exit messages that it
    /// gets.
    private static void main() {
        Process.trapExit(true);
        while (true) {
            if (Process.receive() instanceof Command(var work, var done)) {
                try {
                    done.complete(work.call());
                } catch (Exception problem) {
                    done.completeExceptionally(problem);
                }
            }
        }
    }

    /// What happens when this step is done.
    List<String> step(String line) throws Exception {
        List<String> words = Words.split(line);
        List<String> result;
        try {
            result = result(words);
        } catch (UnknownName unknown) {
            result = List.of(unknown.getMessage());
        }
        if (!DECLARATIONS.contains(words.getFirst())) {
            rest();
            host.clock().advance(MOMENT);
            rest();
        }
        List<String> lines = new ArrayList<>(host.take());
        lines.addAll(byMain(bare::mail));
        lines.addAll(result);
        return lines;
    }

    private List<String> result(List<String> words) throws Exception {
        if (!words.getFirst().equals("held")) {
            return byMain(() -> run(words));
        }
        CompletableFuture<List<String>> request = new CompletableFuture<>();
        byMain(() ->
                Process.spawn(() -> {
                    try {
                        request.complete(run(Words.after(words, 1)));
                    } catch (RuntimeException problem) {
                        request.completeExceptionally(problem);
                    }
                }));
        host.node().awaitQuiet();
        byMain(() -> {
            host.release(ReplayWorld.INIT, Term.atom("release"));
            return true;
        });
        return finished(request);
    }

    private List<String> run(List<String> words) throws Exception {
        Step step = steps.get(words.getFirst());
        if (step == null) {
            throw new IllegalArgumentException("expected a step, got: " + String.join(" ", words));
        }
        return step.run(Words.after(words, 1));
    }

    private <T> T byMain(Callable<T> work) throws Exception {
        CompletableFuture<Object> done = new CompletableFuture<>();
        Process.send(main, new Command(work, done));
        @SuppressWarnings("unchecked") // it is what the work returned
        var value = (T) finished(done);
        return value;
    }

    /// Moves time on until this is finished.
    private <T> T finished(CompletableFuture<T> work) throws Exception {
        moveOnWhile(() -> !work.isDone());
        try {
            return work.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        }
    }

    /// Moves time on until no process is inside a pause.
    private void rest() {
        moveOnWhile(host::isBusy);
    }

    private interface Condition {
        boolean holds();
    }

    private void moveOnWhile(Condition condition) {
        host.node().awaitQuiet();
        long deadline = host.clock().nanoTime() + TOO_LONG.toNanos();
        while (condition.holds()) {
            if (host.clock().nanoTime() > deadline || !host.clock().advanceToNext()) {
                throw new IllegalStateException(
                        "expected an end of the step, got: nothing that will happen");
            }
        }
    }

    @Override
    public void close() {
        host.close();
    }
}
