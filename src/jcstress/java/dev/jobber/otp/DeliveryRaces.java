package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/// A listener that is taken out while events come.
public class DeliveryRaces {
    private DeliveryRaces() {}

    /// Two tell a listener that throws.
    @JCStressTest
    @Outcome(id = "1, true", expect = ACCEPTABLE, desc = "it is taken out, which is told once")
    @Outcome(expect = FORBIDDEN, desc = "that it was taken out is told twice, or never")
    @State
    public static class TwoTellOneThatThrows {
        private final AtomicInteger told = new AtomicInteger();
        private final Delivery<String> delivery =
                new Delivery<>(
                        event -> {
                            throw new IllegalStateException(event);
                        },
                        "one that throws",
                        EventDelivery.AT_ONCE,
                        report -> told.incrementAndGet());

        @Actor
        public void one() {
            delivery.tell("one");
        }

        @Actor
        public void other() {
            delivery.tell("other");
        }

        @Arbiter
        public void look(IZ_Result r) {
            r.r1 = told.get();
            r.r2 = delivery.isRemoved();
        }
    }
}
