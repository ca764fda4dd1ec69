package dev.jobber.otp;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

/// How a thread waits: for something to be done, or for time to pass, whichever comes first.
///
/// A process that is killed stops waiting at once. An interrupt that is not a kill does not end a
/// process's wait; the flag is there again afterwards. A thread that is no process ends its wait
/// with a [CancellationException].
final class Parking {
    private Parking() {}

    /// Waits; true if it is done, false if the time was over first.
    static boolean await(Awaitable what, Clock clock, Duration timeout) {
        if (what.isDone()) {
            return true;
        }
        if (timeout.isZero()) {
            return false;
        }
        Cell self = Cell.currentOrNull();
        Alarm alarm = new Alarm(what, Thread.currentThread());
        boolean timed = !timeout.equals(Process.INFINITY);
        boolean interrupted = false;
        if (timed) {
            clock.schedule(alarm, timeout);
        }
        if (self != null) {
            self.waitsFor(alarm);
        }
        try {
            while (!alarm.isDone()) {
                if (self != null) {
                    self.checkDoom();
                }
                LockSupport.park(what);
                if (Thread.interrupted()) {
                    if (self == null) {
                        Thread.currentThread().interrupt();
                        throw new CancellationException("interrupted while waiting for " + what);
                    }
                    interrupted = true;
                }
            }
            return what.isDone();
        } finally {
            if (self != null) {
                self.waitsFor(null);
                self.node.fairness().countTurn(self.activations());
            }
            if (timed) {
                clock.cancel(alarm);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Lets time pass.
    static void sleep(Clock clock, Duration time) {
        await(new Never(), clock, time);
    }

    /// Wakes a thread when its time is over; done when either the time is over or what it waits for
    /// is done.
    private static final class Alarm extends TimerEntry implements Awaitable {
        private final Awaitable what;
        private final Thread sleeper;
        private volatile boolean rung;

        Alarm(Awaitable what, Thread sleeper) {
            this.what = what;
            this.sleeper = sleeper;
        }

        @Override
        void fire() {
            rung = true;
            LockSupport.unpark(sleeper);
        }

        @Override
        public boolean isDone() {
            return rung || what.isDone();
        }
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
