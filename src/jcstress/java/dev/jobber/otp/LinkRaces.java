package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// Links and unlinks beside deaths.
public class LinkRaces {
    private LinkRaces() {}

    private static ProcessCell trapping() {
        ProcessCell cell = RaceLab.still();
        cell.trapExit(true);
        return cell;
    }

    /// A process links itself to one that dies.
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "linked in time, and told of the end")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "told by the call that it was too late")
    @Outcome(expect = FORBIDDEN, desc = "linked and never told, or told twice")
    @State
    public static class LinkingToOneThatDies {
        private final ProcessCell linking = trapping();
        private final ProcessCell dying = RaceLab.mortal();

        @Actor
        public void link(ZI_Result r) {
            r.r1 = linking.link(dying);
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(ZI_Result r) {
            r.r2 = RaceLab.takeAll(linking) + linking.linked().size();
        }
    }

    /// A process unlinks itself from one that dies.
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "unlinked in time")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the exit was there when unlink returned")
    @Outcome(expect = FORBIDDEN, desc = "the exit came after unlink had returned")
    @State
    public static class UnlinkingFromOneThatDies {
        private final ProcessCell unlinking = trapping();
        private final ProcessCell dying = RaceLab.mortal();

        public UnlinkingFromOneThatDies() {
            unlinking.link(dying);
        }

        @Actor
        public void unlink(II_Result r) {
            unlinking.unlink(dying);
            r.r1 = RaceLab.takeAll(unlinking);
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(II_Result r) {
            r.r2 = RaceLab.takeAll(unlinking);
        }
    }

    /// Two linked processes die at once.
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both are dead, whatever each was told")
    @Outcome(expect = FORBIDDEN, desc = "one of them lives")
    @State
    public static class TwoThatAreLinkedDie {
        private final ProcessCell one = RaceLab.mortal();
        private final ProcessCell other = RaceLab.mortal();

        public TwoThatAreLinkedDie() {
            one.link(other);
        }

        @Actor
        public void one() {
            one.run();
        }

        @Actor
        public void other() {
            other.run();
        }

        @Arbiter
        public void look(ZZ_Result r) {
            r.r1 = one.isDead();
            r.r2 = other.isDead();
        }
    }

    /// A process is killed while it ends by itself: it dies once.
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "its end was told once, to each")
    @Outcome(expect = FORBIDDEN, desc = "told twice, or never")
    @State
    public static class KillingOneThatEnds {
        private final ProcessCell linked = trapping();
        private final ProcessCell watching = RaceLab.still();
        private final ProcessCell dying = RaceLab.mortal();

        public KillingOneThatEnds() {
            linked.link(dying);
            MonitorRef.watch(watching, dying);
        }

        @Actor
        public void kill() {
            dying.kill(ExitReason.KILLED);
        }

        @Actor
        public void end() {
            dying.run();
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = RaceLab.takeAll(linked);
            r.r2 = RaceLab.takeAll(watching);
        }
    }
}
