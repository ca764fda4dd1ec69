package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// A process that is woken, and what an Error kept a thread from doing for it.
public class StartRaces {
    private StartRaces() {}

    /// Counts how often its code runs, and how many signals it takes.
    private static final class Counting implements ProcessBody {
        final AtomicInteger runs = new AtomicInteger();
        final AtomicInteger taken = new AtomicInteger();

        @Override
        public @Nullable ExitReason run(ProcessCell self) {
            runs.incrementAndGet();
            do {
                while (self.poll() != null) {
                    taken.incrementAndGet();
                }
            } while (!self.rest());
            return null;
        }

        @Override
        public ExitReason raised(Throwable problem) {
            return new ExitReason.Crash(problem);
        }

        @Override
        public ExitReason terminate(ProcessCell self, ExitReason reason) {
            return reason;
        }

        @Override
        public void ended(ProcessCell self, ExitReason reason, boolean raisedInTerminate) {}
    }

    /// Two threads are started for a process that is due to run.
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "one of them runs it")
    @Outcome(expect = FORBIDDEN, desc = "both run it, or neither")
    @State
    public static class TwoStartIt {
        private final Counting body = new Counting();
        private final ProcessCell due = RaceLab.process(body);

        @Actor
        public void one() {
            due.run();
        }

        @Actor
        public void other() {
            due.run();
        }

        @Arbiter
        public void look(I_Result r) {
            r.r1 = body.runs.get();
        }
    }

    /// A thread could not be started for the signal that is there. Another thread makes up for it
    /// while the next signal comes.
    @JCStressTest
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "both signals are taken, and it is idle")
    @Outcome(expect = FORBIDDEN, desc = "a signal is lost: it lies there and no thread looks")
    @State
    public static class ASignalComesWhileAnotherThreadMakesUpForOne {
        private final Counting body = new Counting();
        private final ProcessCell deaf = RaceLab.process(body);

        public ASignalComesWhileAnotherThreadMakesUpForOne() {
            deaf.enqueue(new Signal.Letter("first")); // as if IDLE had been replaced by it
            deaf.unfinished = Unfinished.Wake.START;
        }

        @Actor
        public void resume() {
            deaf.resume();
        }

        @Actor
        public void enqueue() {
            deaf.enqueue(new Signal.Letter("second"));
        }

        @Arbiter
        public void look(II_Result r) {
            long deadline = System.nanoTime() + RaceLab.PATIENCE.toNanos();
            while ((body.taken.get() < 2 || !deaf.isIdle()) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            r.r1 = body.taken.get();
            r.r2 = deaf.isIdle() ? 1 : 0;
        }
    }
}
