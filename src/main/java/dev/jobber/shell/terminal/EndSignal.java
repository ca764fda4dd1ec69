package dev.jobber.shell.terminal;

import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jline.utils.Signals;

/// A POSIX signal that asks the program to end.
public enum EndSignal {
    /// The terminal has gone.
    HUP(1),
    /// Ctrl-C, where no command can be cancelled instead.
    INT(2),
    /// A user or a program asks for an orderly end.
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
    /// @param again what to do when a user asks again, while the first is still being dealt with
    public static void handle(
            Collection<EndSignal> signals, Consumer<EndSignal> first, Consumer<EndSignal> again) {
        var end = new Repeated(System::nanoTime, first, again);
        inBackground(() -> {
            for (EndSignal signal : signals) {
                Signals.register(signal.name(), () -> end.on(signal));
            }
        });
    }

    /// Tells a signal that asks again from one that comes in several copies: a window that is
    /// closed sends HUP from the shell and from the kernel, and a program that ends a group of
    /// processes may send TERM to the group and to each of its members.
    ///
    /// @param nanoTime the time in nanoseconds
    record Repeated(
            LongSupplier nanoTime,
            Consumer<EndSignal> first,
            Consumer<EndSignal> again,
            AtomicReference<OptionalLong> begun) {
        private static final Duration NOT_THE_SAME = Duration.ofSeconds(1);

        Repeated(LongSupplier nanoTime, Consumer<EndSignal> first, Consumer<EndSignal> again) {
            this(nanoTime, first, again, new AtomicReference<>(OptionalLong.empty()));
        }

        void on(EndSignal signal) {
            long now = nanoTime.getAsLong();
            OptionalLong before = begun.get();
            if (before.isEmpty() && begun.compareAndSet(before, OptionalLong.of(now))) {
                first.accept(signal);
            } else if (signal != HUP && isAnother(now)) {
                again.accept(signal);
            }
        }

        private boolean isAnother(long now) {
            return begun.get().stream().anyMatch(begin -> now - begin >= NOT_THE_SAME.toNanos());
        }
    }

    /// Registering the first signal takes as long as a tenth of the way to the prompt, which does
    /// not wait for it: a signal that comes before ends the process with the same exit code, when
    /// nothing has begun yet.
    static void inBackground(Runnable registration) {
        Thread.ofPlatform().daemon().name("jobber-signals").start(registration);
    }
}
