package dev.jobber.otp.scheduling;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Nodes that own the scheduler change the number of carriers.
public class ParallelismRaces {
    private static final int FOUND = 4;

    private ParallelismRaces() {}

    /// One is idle again while another begins to wish.
    @JCStressTest
    @Outcome(id = "1, 4", expect = ACCEPTABLE, desc = "the wish holds, then what was found is back")
    @Outcome(expect = FORBIDDEN, desc = "a wish is lost, or what was found is not given back")
    @State
    public static class OneWithdrawsWhileAnotherWishes {
        private final AtomicInteger carriers = new AtomicInteger(FOUND);
        private final Parallelism parallelism = new Parallelism(carriers::get, carriers::set);
        private final Object one = new Object();
        private final Object other = new Object();

        public OneWithdrawsWhileAnotherWishes() {
            parallelism.wish(one, 2);
        }

        @Actor
        public void withdraw() {
            parallelism.withdraw(one);
        }

        @Actor
        public void wish() {
            parallelism.wish(other, 1);
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = carriers.get();
            parallelism.withdraw(other);
            r.r2 = carriers.get();
        }
    }
}
