package dev.jobber.transcript;

import dev.jobber.otp.Down;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.ProcessCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Bare processes: each does what it is told and keeps every other message.
final class Bare {
    private final ReplayWorld host;

    Bare(ReplayWorld host) {
        this.host = host;
    }

    private record Command(Pid from, Callable<?> work) {}

    private record Done(Command command, Object value) {}

    ProcessCode code(boolean trapExit) {
        return () -> {
            Process.trapExit(trapExit);
            host.isBare(Process.self());
            while (true) {
                var command = (Command) Process.receive(Command.class::isInstance);
                Object value = command.work().call();
                Process.send(command.from(), new Done(command, value));
            }
        };
    }

    /// Lets a process do something and waits for it; empty if it is dead, or dies of it.
    <T> Optional<T> call(Pid pid, Callable<T> work) {
        var command = new Command(Process.self(), work);
        MonitorRef ref = Process.monitor(pid);
        Process.send(pid, command);
        Object answer =
                Process.receive(message ->
                        message instanceof Down(var down, _, _) && down == ref
                                || message instanceof Done(var done, _) && done == command);
        if (!(answer instanceof Done done)) {
            return Optional.empty();
        }
        Process.demonitorAndFlush(ref);
        @SuppressWarnings("unchecked") // it is what the work returned
        var value = (T) done.value();
        return Optional.of(value);
    }

    /// The result of letting a process do something; none if it is dead, or dies of it.
    Optional<ReplayOutcome> outcome(Pid pid, Callable<String> work) {
        return call(pid, () -> ReplayOutcome.of(work));
    }

    /// Lets a process do something of which it dies.
    void cast(Pid pid, Callable<?> work) {
        Process.send(pid, new Command(Process.self(), work));
    }

    /// Shows what has come to the bare processes.
    List<String> mail() {
        List<String> lines = new ArrayList<>();
        host.readable()
                .forEach((pid, name) -> {
                    List<String> got =
                            call(pid, this::drain).orElse(List.of()).stream()
                                    .map(text -> name + " got " + text)
                                    .toList();
                    lines.addAll(
                            host.inOrder.remove(name)
                                    ? got
                                    : got.stream().sorted(ReplayPrinter.BY_CODE_POINT).toList());
                });
        return lines;
    }

    private List<String> drain() {
        List<String> texts = new ArrayList<>();
        Optional<Object> message = next();
        while (message.isPresent()) {
            texts.add(host.print(message.get()));
            message = next();
        }
        return texts;
    }

    /// The next message that no step has sent.
    static Optional<Object> next() {
        return Process.receive(message -> !(message instanceof Command), Duration.ZERO);
    }
}
