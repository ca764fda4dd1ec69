package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/// Names in the node's own table beside deaths and beside each other.
public class NameRaces {
    private NameRaces() {}

    private static boolean give(ProcessCell cell, String name) {
        return RaceLab.NODE.names().register(name, cell).isEmpty();
    }

    private static int holds(ProcessCell cell, String... names) {
        int n = 0;
        for (String name : names) {
            n += RaceLab.NODE.names().holder(name) == cell ? 1 : 0;
        }
        return n;
    }

    /// A process dies while it is given a name.
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "named in time, and free again")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "refused: it was dead")
    @Outcome(expect = FORBIDDEN, desc = "the name stays with the dead")
    @State
    public static class ANameForOneThatDies {
        private final ProcessCell dying = RaceLab.mortal();
        private final String name = dying.toString();

        @Actor
        public void name(ZI_Result r) {
            r.r1 = give(dying, name);
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(ZI_Result r) {
            r.r2 = holds(dying, name);
        }
    }

    /// A process is given two names, and dies.
    @JCStressTest
    @Outcome(id = "true, false, 0", expect = ACCEPTABLE, desc = "it had the one")
    @Outcome(id = "false, true, 0", expect = ACCEPTABLE, desc = "it had the other")
    @Outcome(expect = FORBIDDEN, desc = "it had both, and one stays with the dead")
    @State
    public static class TwoNamesForOne {
        private final ProcessCell cell = RaceLab.mortal();
        private final String one = cell + "/1";
        private final String other = cell + "/2";

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = give(cell, one);
        }

        @Actor
        public void other(ZZI_Result r) {
            r.r2 = give(cell, other);
        }

        @Arbiter
        public void look(ZZI_Result r) {
            cell.run();
            r.r3 = holds(cell, one, other);
        }
    }

    /// A process loses its name while it is given another.
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "lost the one, then had the other")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "still had the one when asked")
    @Outcome(expect = FORBIDDEN, desc = "a name stays with the dead")
    @State
    public static class LosingANameAndBeingGivenOne {
        private final ProcessCell cell = RaceLab.mortal();
        private final String before = cell + "/1";
        private final String after = cell + "/2";

        public LosingANameAndBeingGivenOne() {
            give(cell, before);
        }

        @Actor
        public void lose() {
            Process.unregister(RaceLab.NODE.named(before));
        }

        @Actor
        public void name(ZI_Result r) {
            r.r1 = give(cell, after);
        }

        @Arbiter
        public void look(ZI_Result r) {
            cell.run();
            r.r2 = holds(cell, before, after);
        }
    }

    /// A process is killed while it is named, labelled, or loses its name: one field keeps all.
    @JCStressTest
    @Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "nothing is lost")
    @Outcome(expect = FORBIDDEN, desc = "a write took another one away")
    @State
    public static class KilledWhileItIsCalledSomething {
        private final ProcessCell cell = RaceLab.still();
        private final String name = cell.toString();

        @Actor
        public void kill() {
            cell.markKilled();
        }

        @Actor
        public void label() {
            cell.label("label");
        }

        @Actor
        public void name(ZZZ_Result r) {
            r.r3 = give(cell, name);
        }

        @Arbiter
        public void look(ZZZ_Result r) {
            r.r1 = cell.isDoomed();
            r.r2 = cell.label().isPresent() && name.equals(cell.name());
            Process.unregister(RaceLab.NODE.named(name));
            r.r3 &= cell.name() == null && cell.label().isPresent();
        }
    }
}
