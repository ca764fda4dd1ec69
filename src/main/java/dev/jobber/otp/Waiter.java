package dev.jobber.otp;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// How a thread waits: for something to be done, or for time to pass, whichever comes first.
///
/// A process that is killed stops waiting at once. An interrupt that is not a kill does not end the
/// wait of a process; the interrupt flag is set again afterwards. A thread that is no process ends
/// its wait with a [CancellationException].
final class Waiter {
    private Waiter() {}

    /// Waits; true if it is done, false if the time was over first.
    static boolean await(Awaitable what, Node node, Duration timeout) {
        return await(ProcessCell.currentOrNull(), what, node, timeout);
    }

    /// @param self the process whose code the current thread runs; null if it runs none
    static boolean await(@Nullable ProcessCell self, Awaitable what, Node node, Duration timeout) {
        if (what.isDone()) {
            return true;
        }
        if (!timeout.isPositive()) {
            return false;
        }
        Clock clock = node.clock();
        long begin = clock.nanoTime();
        if (self == null
                && !Thread.currentThread().isVirtual()
                && node.spin().watch(what::isDone, Clock.nanos(timeout))) {
            return true;
        }
        Alarm alarm = null;
        if (!timeout.equals(Process.INFINITY)) {
            alarm =
                    self == null || self.node.clock() != clock
                            ? new Alarm(node, false)
                            : self.alarm();
            alarm.begin(what, Clock.later(begin, Clock.nanos(timeout)));
        }
        try {
            return self == null ? wait(what, alarm) : wait(self, what, alarm);
        } finally {
            if (alarm != null) {
                alarm.end();
            }
        }
    }

    /// A thread that is no process waits.
    private static boolean wait(Awaitable what, @Nullable Alarm alarm) {
        while (!what.isDone()) {
            if (alarm != null && alarm.isOver()) {
                return what.isDone();
            }
            LockSupport.park(what);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while waiting for " + what);
            }
        }
        return true;
    }

    /// A process waits.
    private static boolean wait(ProcessCell self, Awaitable what, @Nullable Alarm alarm) {
        boolean interrupted = false;
        self.waitsFor(alarm == null ? what : alarm);
        try {
            while (!what.isDone()) {
                self.checkDoom();
                if (alarm != null && alarm.isOver()) {
                    return what.isDone();
                }
                LockSupport.park(what);
                interrupted |= Thread.interrupted();
            }
            return true;
        } finally {
            self.waitsNoMore();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits until the time is over.
    static void sleep(Node node, Duration time) {
        await(new Never(), node, time);
    }

    /// What a sleeper waits for.
    private record Never() implements Awaitable {
        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public String toString() {
            return "nothing but time";
        }
    }
}
