package dev.jobber.shell;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/// A POSIX signal that asks the program to end.
public enum EndSignal {
    /// The terminal has gone.
    HUP(1),
    /// Ctrl-C, where no command can be cancelled instead.
    INT(2),
    /// Somebody asks for an orderly end.
    TERM(15);

    private final int number;

    EndSignal(int number) {
        this.number = number;
    }

    /// The exit code of a program that a signal has ended: 128 and the signal's number.
    public int exitCode() {
        return 128 + number;
    }

    /// Handles these signals from now on, each on a thread of its own. One that is ignored already,
    /// as `nohup` ignores HUP, stays so.
    ///
    /// @param first what to do at the first of them
    /// @param again what to do at every further one, while the first is still being dealt with
    public static void handle(
            Collection<EndSignal> signals, Consumer<EndSignal> first, Consumer<EndSignal> again) {
        var received = new AtomicBoolean();
        inBackground(() -> {
            for (var signal : signals) {
                Signals.register(
                        signal.name(),
                        () -> (received.compareAndSet(false, true) ? first : again).accept(signal));
            }
        });
    }

    /// Registering the first signal takes as long as a tenth of the way to the prompt, which does
    /// not wait for it: a signal that comes before ends the process with the same exit code, when
    /// nothing has begun yet.
    static void inBackground(Runnable registration) {
        Thread.ofPlatform().daemon().name("jobber-signals").start(registration);
    }
}
