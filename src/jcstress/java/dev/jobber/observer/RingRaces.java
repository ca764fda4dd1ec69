package dev.jobber.observer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/// What is added to a ring while others add, look and wait.
public class RingRaces {
    private RingRaces() {}

    /// Two threads add, and one of them looks, and looks again later.
    @JCStressTest
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "it has seen each item once")
    @Outcome(expect = FORBIDDEN, desc = "an item was left out, or seen twice")
    @State
    public static class TwoAddAndOneFollows {
        private final Ring<Integer> ring = new Ring<>(4);
        private Ring.Since<Integer> first = new Ring.Since<>(List.of(), 0, 0);

        @Actor
        public void add() {
            ring.add(1);
        }

        @Actor
        public void addAnotherAndLook() {
            ring.add(2);
            first = ring.since(0);
        }

        @Arbiter
        public void lookAgain(II_Result r) {
            Ring.Since<Integer> rest = ring.since(first.next());
            r.r1 = first.items().size() + rest.items().size();
            r.r2 = (int) (first.lost() + rest.lost());
        }
    }

    /// Two threads add to a ring with one place.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the later item is there")
    @Outcome(expect = FORBIDDEN, desc = "the earlier item has taken its place")
    @State
    public static class TwoAddToOnePlace {
        private final Ring<Integer> ring = new Ring<>(1);

        @Actor
        public void add() {
            ring.add(1);
        }

        @Actor
        public void addAnother() {
            ring.add(2);
        }

        @Arbiter
        public void look(II_Result r) {
            Ring.Since<Integer> later = ring.since(1);
            r.r1 = later.items().size();
            r.r2 = (int) later.lost();
        }
    }

    /// A thread begins to wait for an item while it is added.
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "it was woken, or found the item")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "it waited until its time was over")
    @State
    public static class OneWaitsWhileOneAdds {
        private static final long LONG = Duration.ofSeconds(20).toNanos();

        private final Ring<Integer> ring = new Ring<>(4);

        @Actor
        public void await(Z_Result r) {
            long begin = System.nanoTime();
            try {
                ring.await(0, LONG);
            } catch (InterruptedException none) {
                throw new IllegalStateException(none);
            }
            r.r1 = System.nanoTime() - begin < LONG / 2;
        }

        @Actor
        public void add() {
            ring.add(1);
        }
    }
}
