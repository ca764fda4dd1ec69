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

/// The indexes of a registry: what goes from one goes from all, and takes nothing along.
public class RegistryIndexRaces {
    private RegistryIndexRaces() {}

    /// A process gives its key back while it dies.
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "gone from every index")
    @Outcome(expect = FORBIDDEN, desc = "an index kept it")
    @State
    public static class GivingAKeyBackAndDying {
        private final RaceNames names = new RaceNames(Registry.Keys.UNIQUE);
        private final ProcessCell dying = RaceLab.mortal();

        public GivingAKeyBackAndDying() {
            names.take(dying);
        }

        @Actor
        public void unregister() {
            names.tables.keys().forEach("key", names.tables::remove);
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = names.entries();
            r.r2 = names.byValue();
        }
    }

    /// A process changes its value while it dies.
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "gone from the index of both values")
    @Outcome(expect = FORBIDDEN, desc = "an index kept it")
    @State
    public static class ChangingAValueAndDying {
        private final RaceNames names = new RaceNames(Registry.Keys.UNIQUE);
        private final ProcessCell dying = RaceLab.mortal();

        public ChangingAValueAndDying() {
            names.take(dying);
        }

        @Actor
        public void change() {
            names.tables
                    .keys()
                    .forEach(
                            "key",
                            entry ->
                                    entry.value()
                                            .ifPresent(before ->
                                                    names.tables.change(
                                                            entry, before, new Hashed("other"))));
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = names.entries();
            int[] others = {0};
            names.tables.values().forEach("other", entry -> others[0]++);
            r.r2 = others[0];
        }
    }

    /// One thread reads a list from which entries are removed: an entry that stays is always found.
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "found, and it alone is left")
    @Outcome(expect = FORBIDDEN, desc = "missed, because its neighbours went")
    @State
    public static class ReadingWhileNeighboursGo {
        private final RaceNames names = new RaceNames(Registry.Keys.DUPLICATE);
        private final ProcessCell staying = RaceLab.still();
        private final ProcessCell one = RaceLab.mortal();
        private final ProcessCell other = RaceLab.mortal();

        public ReadingWhileNeighboursGo() {
            names.take(staying);
            names.take(one);
            names.take(other);
        }

        @Actor
        public void read(ZI_Result r) {
            names.tables.keys().forEach("key", entry -> r.r1 |= entry.owner == staying);
        }

        @Actor
        public void go() {
            one.run();
            other.run();
        }

        @Arbiter
        public void look(ZI_Result r) {
            r.r2 = names.entries();
        }
    }

    /// Two processes enter and leave under one key and value at once.
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the one that stayed is there")
    @Outcome(expect = FORBIDDEN, desc = "a list lost it, or kept the other")
    @State
    public static class EnteringWhileAnotherLeaves {
        private final RaceNames names = new RaceNames(Registry.Keys.DUPLICATE);
        private final ProcessCell staying = RaceLab.still();
        private final ProcessCell dying = RaceLab.mortal();

        public EnteringWhileAnotherLeaves() {
            names.take(dying);
        }

        @Actor
        public void enter() {
            names.take(staying);
        }

        @Actor
        public void leave() {
            dying.run();
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = names.entries();
            r.r2 = names.byKey();
        }
    }

    /// The registry dies while a process enters.
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "entered, and taken along")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "refused, and left alone")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "refused, and taken along")
    @Outcome(expect = FORBIDDEN, desc = "entered, and lives on without a registry")
    @State
    public static class EnteringARegistryThatDies {
        private final Registry registry = Registry.of(Registry.Keys.UNIQUE, "R");
        private final RegistryTables tables = registry.newTables();
        private final ProcessCell partition = RaceLab.mortal();
        private final ProcessCell entering = RaceLab.still();

        public EnteringARegistryThatDies() {
            tables.partitionStarted(0, partition);
            registry.open(tables);
        }

        @Actor
        public void enter(ZZ_Result r) {
            try {
                r.r1 = tables.add(entering, "key", "value").isEmpty();
            } catch (IllegalArgumentException unknown) {
                r.r1 = false;
            }
        }

        @Actor
        public void die() {
            tables.partitionDied(partition, RaceLab.BOOM);
        }

        @Arbiter
        public void look(ZZ_Result r) {
            r.r2 = entering.isAlive();
        }
    }
}
