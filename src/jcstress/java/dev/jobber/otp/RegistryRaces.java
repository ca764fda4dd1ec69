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
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// Names beside deaths.
public class RegistryRaces {
    private RegistryRaces() {}

    /// Two processes want one key.
    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the one has it")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "the other has it")
    @Outcome(expect = FORBIDDEN, desc = "both, or none")
    @State
    public static class TwoWantAKey {
        private final RaceNames names = new RaceNames(Registry.Keys.UNIQUE);
        private final ProcessCell one = RaceLab.still();
        private final ProcessCell other = RaceLab.still();

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = names.take(one);
        }

        @Actor
        public void other(ZZI_Result r) {
            r.r2 = names.take(other);
        }

        @Arbiter
        public void look(ZZI_Result r) {
            r.r3 = names.entries();
        }
    }

    private static Registry registry() {
        return Registry.of(Registry.Keys.UNIQUE, "R");
    }

    private static boolean claim(Registry registry, ProcessCell supervisor) {
        return registry.claim(supervisor).isEmpty();
    }

    /// Two supervisors, of two nodes, want to run one registry.
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the one runs it")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the other runs it")
    @Outcome(expect = FORBIDDEN, desc = "both run it, or none does")
    @State
    public static class TwoWantToRunARegistry {
        private final Registry registry = registry();
        private final ProcessCell one = RaceLab.still();
        private final ProcessCell other = RaceLab.still();

        @Actor
        public void one(ZZ_Result r) {
            r.r1 = claim(registry, one);
        }

        @Actor
        public void other(ZZ_Result r) {
            r.r2 = claim(registry, other);
        }
    }

    /// The supervisor of a registry dies while another wants to run it.
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "the successor runs it, and no third")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "too early, and it is free afterwards")
    @Outcome(expect = FORBIDDEN, desc = "the dead one's place is not free, or is free twice")
    @State
    public static class ASuccessorOfOneThatDies {
        private final Registry registry = registry();
        private final ProcessCell dying = RaceLab.mortal();
        private final ProcessCell successor = RaceLab.still();

        public ASuccessorOfOneThatDies() {
            registry.claim(dying);
        }

        @Actor
        public void die() {
            dying.run();
            registry.release(dying, null);
        }

        @Actor
        public void succeed(ZZ_Result r) {
            r.r1 = claim(registry, successor);
        }

        @Arbiter
        public void look(ZZ_Result r) {
            r.r2 = claim(registry, RaceLab.still()) != r.r1;
        }
    }

    /// A process dies while it is given a key.
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "the dead hold nothing")
    @Outcome(expect = FORBIDDEN, desc = "the key stays with the dead")
    @State
    public static class AKeyForOneThatDies {
        private final RaceNames names = new RaceNames(Registry.Keys.UNIQUE);
        private final ProcessCell dying = RaceLab.mortal();

        @Actor
        public void take(ZI_Result r) {
            r.r1 = names.take(dying);
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(ZI_Result r) {
            r.r2 = names.entries();
        }
    }

    /// A process wants the key of one that dies.
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "the heir has it")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "too early: the holder lived")
    @Outcome(expect = FORBIDDEN, desc = "the death took the heir's entry, or left the holder's")
    @State
    public static class TheKeyOfOneThatDies {
        private final RaceNames names = new RaceNames(Registry.Keys.UNIQUE);
        private final ProcessCell dying = RaceLab.mortal();
        private final ProcessCell heir = RaceLab.still();

        public TheKeyOfOneThatDies() {
            names.take(dying);
        }

        @Actor
        public void take(ZI_Result r) {
            r.r1 = names.take(heir);
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(ZI_Result r) {
            r.r2 = names.entries();
        }
    }

    /// One thread looks up a process that dies: after it has been told of the death, it does not
    /// find the process.
    @JCStressTest
    @Outcome(id = "false, 1, 1", expect = ACCEPTABLE, desc = "alive, and found")
    @Outcome(id = "false, 1, 0", expect = ACCEPTABLE, desc = "it died in between")
    @Outcome(id = "false, 0, 0", expect = ACCEPTABLE, desc = "it died in between")
    @Outcome(id = "true, 0, 0", expect = ACCEPTABLE, desc = "dead, and not found")
    @Outcome(expect = FORBIDDEN, desc = "found after its death, or again")
    @State
    public static class LookingUpOneThatDies {
        private final RaceNames names = new RaceNames(Registry.Keys.UNIQUE);
        private final ProcessCell dying = RaceLab.mortal();

        public LookingUpOneThatDies() {
            names.take(dying);
        }

        @Actor
        public void look(ZII_Result r) {
            r.r1 = dying.isDead();
            r.r2 = names.byValue();
            r.r3 = names.byKey();
        }

        @Actor
        public void die() {
            dying.run();
        }
    }
}
