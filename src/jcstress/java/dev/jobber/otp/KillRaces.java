package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// Kills of a process that has nothing to do: the killer announces its death.
public class KillRaces {
    private KillRaces() {}

    private static ProcessCell idle() {
        ProcessCell cell = RaceLab.mortal();
        cell.goIdle();
        return cell;
    }

    /// Two kill it.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "its death is told once")
    @Outcome(expect = FORBIDDEN, desc = "its death is told twice, or never")
    @State
    public static class TwoKillIt {
        private final ProcessCell dying = idle();
        private final ProcessCell watching = RaceLab.still();

        public TwoKillIt() {
            MonitorRef.watch(watching, dying);
        }

        @Actor
        public void one() {
            dying.kill(RaceLab.BOOM);
        }

        @Actor
        public void other() {
            dying.kill(ExitReason.KILLED);
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = RaceLab.takeAll(watching);
            r.r2 = dying.linked().size();
        }
    }

    /// A call wakes it while it is killed.
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "taken, and refused by the death")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "not taken: the caller knows")
    @Outcome(expect = FORBIDDEN, desc = "taken and never answered: the caller waits for the dead")
    @State
    public static class ACallWakesIt {
        private final ProcessCell dying = idle();
        private final Call call = new Call("?", dying, null);

        @Actor
        public void kill() {
            dying.kill(RaceLab.BOOM);
        }

        @Actor
        public void call(ZZ_Result r) {
            r.r1 = dying.enqueue(call);
        }

        @Arbiter
        public void look(ZZ_Result r) {
            if (r.r1) {
                RaceLab.awaitDone(call);
            }
            r.r2 = call.isDone();
        }
    }

    /// It dies beside one it is linked to, which is killed too.
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both deaths are told once")
    @Outcome(expect = FORBIDDEN, desc = "a death is told twice, or never")
    @State
    public static class TwoThatAreLinkedAreKilled {
        private final ProcessCell one = idle();
        private final ProcessCell other = idle();
        private final ProcessCell watchingOne = RaceLab.still();
        private final ProcessCell watchingOther = RaceLab.still();

        public TwoThatAreLinkedAreKilled() {
            one.link(other);
            MonitorRef.watch(watchingOne, one);
            MonitorRef.watch(watchingOther, other);
        }

        @Actor
        public void killOne() {
            one.kill(RaceLab.BOOM);
        }

        @Actor
        public void killOther() {
            other.kill(RaceLab.BOOM);
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = RaceLab.waitForOne(watchingOne);
            r.r2 = RaceLab.waitForOne(watchingOther);
        }
    }
}
