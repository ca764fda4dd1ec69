package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// When a process with an alarm counts as waiting.
public class AlarmRaces {
    private AlarmRaces() {}

    /// A wait begins while another thread looks whether the process is quiet, before it moves the
    /// clock.
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "it runs, and has told no clock yet")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "it runs, and has told the clock")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it waits, and the clock knows")
    @Outcome(expect = FORBIDDEN, desc = "it waits for an alarm that is not set")
    @State
    public static class AWaitBeginsWhileTheClockIsMoved {
        private static final ManualClock CLOCK = new ManualClock();
        private static final Node NODE = Node.builder().fairness(false).clock(CLOCK).build();

        private final Alarm alarm = new Alarm(NODE, true);

        @Actor
        public void begin() {
            alarm.begin(() -> false, 1_000);
        }

        @Actor
        public void look(ZZ_Result r) {
            r.r1 = !alarm.isDone();
            r.r2 = CLOCK.isPending(alarm);
        }

        @Arbiter
        public void clear(ZZ_Result r) {
            CLOCK.cancel(alarm);
        }
    }
}
