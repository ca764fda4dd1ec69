package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZII_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/// Monitors beside deaths.
public class MonitorRaces {
    private MonitorRaces() {}

    private static ExitReason reason(ProcessCell owner) {
        return RaceLab.take(owner, message -> message instanceof Down)
                .map(down -> ((Down) down).reason())
                .orElse(ExitReason.NORMAL);
    }

    /// A process monitors one that dies.
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "told once, with the reason or as noproc")
    @Outcome(expect = FORBIDDEN, desc = "never told, told something else, or told twice")
    @State
    public static class MonitoringOneThatDies {
        private final ProcessCell watching = RaceLab.still();
        private final ProcessCell dying = RaceLab.mortal();

        @Actor
        public void monitor() {
            MonitorRef.watch(watching, dying);
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(ZI_Result r) {
            ExitReason told = reason(watching);
            r.r1 = told.equals(RaceLab.BOOM) || told.equals(ExitReason.NOPROC);
            r.r2 = RaceLab.takeAll(watching);
        }
    }

    /// A process takes its monitor away from one that dies.
    @JCStressTest
    @Outcome(id = "true, 0, 0", expect = ACCEPTABLE, desc = "taken away in time, and nothing comes")
    @Outcome(id = "false, 1, 0", expect = ACCEPTABLE, desc = "too late: the end can be flushed")
    @Outcome(expect = FORBIDDEN, desc = "the end came after the monitor had been taken away")
    @State
    public static class DemonitoringOneThatDies {
        private final ProcessCell watching = RaceLab.still();
        private final ProcessCell dying = RaceLab.mortal();
        private final MonitorRef ref = MonitorRef.watch(watching, dying);

        @Actor
        public void demonitor(ZII_Result r) {
            r.r1 = ref.cancel();
            r.r2 = RaceLab.takeAll(watching);
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(ZII_Result r) {
            r.r3 = RaceLab.takeAll(watching);
        }
    }

    /// A task has its value when its owner stops waiting.
    @JCStressTest
    @Outcome(id = "true, 0, 0", expect = ACCEPTABLE, desc = "dropped: no process waits")
    @Outcome(id = "true, 1, 0", expect = ACCEPTABLE, desc = "in time: it can be flushed")
    @Outcome(expect = FORBIDDEN, desc = "a late value lies in the mailbox")
    @State
    public static class AValueForOneWhoStopsWaiting {
        private final ProcessCell owner = RaceLab.still();
        private final MonitorRef ref = MonitorRef.watch(owner, RaceLab.still());

        @Actor
        public void stopWaiting(ZII_Result r) {
            r.r1 = ref.cancel();
            r.r2 = RaceLab.takeAll(owner);
        }

        @Actor
        public void reply() {
            ref.tell("the value");
        }

        @Arbiter
        public void look(ZII_Result r) {
            r.r3 = RaceLab.takeAll(owner);
        }
    }

    /// Two monitors of a process are taken away while it dies.
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "each was taken away, or has told")
    @Outcome(expect = FORBIDDEN, desc = "one was lost in the list of the other")
    @State
    public static class TwoMonitorsOfOneThatDies {
        private final ProcessCell one = RaceLab.still();
        private final ProcessCell other = RaceLab.still();
        private final ProcessCell dying = RaceLab.mortal();
        private final MonitorRef first = MonitorRef.watch(one, dying);

        public TwoMonitorsOfOneThatDies() {
            MonitorRef.watch(other, dying);
        }

        @Actor
        public void demonitor() {
            first.cancel();
            MonitorRef.watch(one, dying);
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(ZI_Result r) {
            int told = RaceLab.takeAll(one);
            r.r1 = told == 1 || told == 2; // the second monitor, and perhaps the first
            r.r2 = RaceLab.takeAll(other) - 1;
        }
    }
}
