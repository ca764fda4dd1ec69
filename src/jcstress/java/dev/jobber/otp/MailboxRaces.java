package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/// The hand-over between "idle" and "scheduled".
public class MailboxRaces {
    private MailboxRaces() {}

    /// Counts what it is sent, and notices if two threads run it at once.
    private static final class Counting implements ProcessBody {
        final AtomicInteger inside = new AtomicInteger();
        volatile int handled;
        volatile int together;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time: that is what is tested
        public @Nullable ExitReason run(ProcessCell self) {
            together = Math.max(together, inside.incrementAndGet());
            while (true) {
                if (self.poll() != null) {
                    handled++;
                } else {
                    inside.decrementAndGet();
                    if (self.rest()) {
                        return null;
                    }
                    together = Math.max(together, inside.incrementAndGet());
                }
            }
        }

        /// How many it has handled, when it has come to rest.
        int settled(ProcessCell cell, int expected) {
            var deadline = new Deadline(RaceLab.NODE.clock(), RaceLab.PATIENCE);
            while ((handled < expected || !cell.isIdle()) && !deadline.left().isZero()) {
                Thread.yield();
            }
            return handled;
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

    /// A message comes while the process goes idle.
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "handled once, by one thread")
    @Outcome(expect = FORBIDDEN, desc = "lost, handled twice, or run by two threads at once")
    @State
    public static class AMessageToAProcessThatGoesIdle {
        private final Counting body = new Counting();
        private final ProcessCell cell = RaceLab.process(body);

        @Actor
        public void process() {
            cell.run();
        }

        @Actor
        public void sender() {
            cell.enqueue(new Signal.Letter("hello"));
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = body.settled(cell, 1);
            r.r2 = body.together;
        }
    }

    /// Two messages come to an idle process.
    @JCStressTest
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "both handled, by one thread at a time")
    @Outcome(expect = FORBIDDEN, desc = "lost, handled twice, or run by two threads at once")
    @State
    public static class TwoMessagesToAnIdleProcess {
        private final Counting body = new Counting();
        private final ProcessCell cell = RaceLab.process(body);

        public TwoMessagesToAnIdleProcess() {
            cell.run();
        }

        @Actor
        public void one() {
            cell.enqueue(new Signal.Letter("hello"));
        }

        @Actor
        public void another() {
            cell.enqueue(new Signal.Letter("hello"));
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = body.settled(cell, 2);
            r.r2 = body.together;
        }
    }

    /// A message comes while the process parks in a receive.
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "received")
    @Outcome(expect = FORBIDDEN, desc = "the process slept on, or received something else")
    @State
    public static class AMessageToAProcessThatParks {
        private Optional<Object> received = Optional.empty();
        private final ProcessCell cell =
                RaceLab.process(
                        new BareProcess(() ->
                                received = Process.receive("hello"::equals, RaceLab.PATIENCE)));

        @Actor
        public void process() {
            cell.run();
        }

        @Actor
        public void sender() {
            cell.enqueue(new Signal.Letter("other"));
            cell.enqueue(new Signal.Letter("hello"));
        }

        @Arbiter
        public void look(Z_Result r) {
            r.r1 = received.isPresent();
        }
    }

    /// A message comes while the process dies.
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "nothing is left in a closed mailbox")
    @Outcome(expect = FORBIDDEN, desc = "a message lies in the mailbox of the dead")
    @State
    public static class AMessageToAProcessThatDies {
        private final ProcessCell cell = RaceLab.mortal();

        @Actor
        public void process() {
            cell.run();
        }

        @Actor
        public void sender() {
            cell.enqueue(new Signal.Letter("hello"));
        }

        @Arbiter
        public void look(I_Result r) {
            r.r1 = MailboxLength.own(cell);
        }
    }
}
