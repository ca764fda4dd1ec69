package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// What a node knows of the dead whose threads still run.
public class LingeringRaces {
    private LingeringRaces() {}

    /// The thread of one of the dead ends while another of the dead begins to linger.
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the one that lingers is known")
    @Outcome(expect = FORBIDDEN, desc = "one that lingers is forgotten, or one that ended is kept")
    @State
    public static class OneEndsWhileAnotherBegins {
        private final ProcessCell ends = RaceLab.still();
        private final ProcessCell begins = RaceLab.still();

        public OneEndsWhileAnotherBegins() {
            RaceLab.NODE.lingers(ends, Thread.currentThread());
        }

        @Actor
        public void end() {
            RaceLab.NODE.noLongerLingers(ends);
        }

        @Actor
        public void begin() {
            RaceLab.NODE.lingers(begins, Thread.currentThread());
        }

        @Arbiter
        public void look(ZZ_Result r) {
            r.r1 = RaceLab.NODE.isLingering(begins);
            r.r2 = RaceLab.NODE.isLingering(ends);
            RaceLab.NODE.noLongerLingers(begins);
        }
    }

    /// A process is declared dead while its code returns.
    @JCStressTest
    @Outcome(
            id = "true, false",
            expect = ACCEPTABLE,
            desc = "its death is told, it does not linger")
    @Outcome(expect = FORBIDDEN, desc = "its death is not told, or it lingers for ever")
    @State
    public static class DeclaredDeadWhileItsCodeReturns {
        private final ProcessCell dying = RaceLab.mortal();
        private final ExitLatch latch = new ExitLatch();

        public DeclaredDeadWhileItsCodeReturns() {
            dying.addWatcher(latch);
            dying.markKilled();
        }

        @Actor
        public void run() {
            dying.run();
        }

        @Actor
        public void declare() {
            dying.declareDead();
        }

        @Arbiter
        public void look(ZZ_Result r) {
            r.r1 = latch.isDone();
            r.r2 = RaceLab.NODE.isLingering(dying);
        }
    }
}
