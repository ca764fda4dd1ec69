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

    /// Handles these signals from now on, each on a thread of its own. A signal that is ignored
    /// already stays ignored, as `nohup` does with HUP.
    ///
    /// @param first what to do at the first of them
    /// @param again what to do when the user asks again before `first` has returned
    public static void handle(
            Collection<EndSignal> signals, Consumer<EndSignal> first, Consumer<EndSignal> again) {
        var end = new Repeated(System::nanoTime, first, again);
        inBackground(() -> {
            for (EndSignal signal : signals) {
                Signals.register(signal.name(), () -> end.on(signal));
            }
        });
    }

    /// Calls this each time when HUP comes, which then ends nothing.
    public static void onHangup(Runnable what) {
        inBackground(() -> Signals.register(HUP.name(), what));
    }

    /// Distinguishes a second request from a copy of the first signal. When a window closes, both
    /// the shell and the kernel send HUP. A program that ends a process group may send TERM to the
    /// group and to each member.
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

    /// Registering the first signal handler takes a tenth of the start-up time, so the prompt does
    /// not wait for it. A signal that comes before that ends the process with the same exit code.
    static void inBackground(Runnable registration) {
        Thread.ofPlatform().daemon().name("jobber-signals").start(registration);
    }
}
