package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// A process ends another and then does something to it, while that one ends by itself.
public class SignalOrderRaces {
    private SignalOrderRaces() {}

    private static String heard(ProcessCell cell) {
        long deadline = System.nanoTime() + RaceLab.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Object> message = RaceLab.take(cell, any -> true);
            if (message.isPresent()) {
                return switch (message.get()) {
                    case Down down -> down.reason().toString();
                    case Exit exit -> exit.reason().toString();
                    default -> message.get().toString();
                };
            }
            Thread.onSpinWait();
        }
        return "nothing";
    }

    private static String outcome(Call call) {
        long deadline = System.nanoTime() + RaceLab.PATIENCE.toNanos();
        while (!call.isDone() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return call.isDone()
                ? call.failure().map(ExitReason::toString).orElse("answered")
                : "nothing";
    }

    /// It monitors it.
    @JCStressTest
    @Outcome(id = ":noproc", expect = ACCEPTABLE, desc = "the exit signal came first")
    @Outcome(expect = FORBIDDEN, desc = "the monitor was ahead of the exit signal")
    @State
    public static class AnExitThenAMonitor {
        private final ProcessCell ending = RaceLab.still();
        private final ProcessCell dying = RaceLab.mortal();

        @Actor
        public void exitAndMonitor() {
            dying.exitSignal(ending, ExitReason.KILL);
            MonitorRef.watch(ending, dying);
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(L_Result r) {
            r.r1 = heard(ending);
        }
    }

    /// It links itself to it.
    @JCStressTest
    @Outcome(id = ":noproc", expect = ACCEPTABLE, desc = "the exit signal came first")
    @Outcome(id = "refused", expect = ACCEPTABLE, desc = "its death had been told by then")
    @Outcome(expect = FORBIDDEN, desc = "the link was ahead of the exit signal")
    @State
    public static class AnExitThenALink {
        private final ProcessCell ending = RaceLab.still();
        private final ProcessCell dying = RaceLab.mortal();
        private boolean linked;

        public AnExitThenALink() {
            ending.trapExit(true);
        }

        @Actor
        public void exitAndLink() {
            dying.exitSignal(ending, ExitReason.KILL);
            linked = ending.link(dying);
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(L_Result r) {
            r.r1 = linked ? heard(ending) : "refused";
        }
    }

    /// It calls it.
    @JCStressTest
    @Outcome(id = ":noproc", expect = ACCEPTABLE, desc = "the exit signal came first")
    @Outcome(expect = FORBIDDEN, desc = "the call was ahead of the exit signal")
    @State
    public static class AnExitThenACall {
        private final ProcessCell ending = RaceLab.still();
        private final ProcessCell dying = RaceLab.mortal();
        private Optional<Call> waiting = Optional.empty();

        @Actor
        public void exitAndCall() {
            dying.exitSignal(ending, ExitReason.KILL);
            var call = new Call("?", dying, null);
            if (dying.enqueue(call)) {
                waiting = Optional.of(call);
            }
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(L_Result r) {
            r.r1 = waiting.map(SignalOrderRaces::outcome).orElse(ExitReason.NOPROC.toString());
        }
    }

    /// The owner takes a monitor away, by the rule for `demonitor`, from one that dies.
    @JCStressTest
    @Outcome(id = "true 0", expect = ACCEPTABLE, desc = "taken away: nothing comes")
    @Outcome(expect = FORBIDDEN, desc = "taken away, and the end was told all the same")
    @State
    public static class DemonitorByTheOwner {
        private final ProcessCell watching = RaceLab.still();
        private final ProcessCell dying = RaceLab.mortal();
        private final MonitorRef ref = MonitorRef.watch(watching, dying);
        private boolean active;

        @Actor
        public void demonitor() {
            active = ref.demonitor(false);
        }

        @Actor
        public void die() {
            dying.run();
        }

        @Arbiter
        public void look(L_Result r) {
            r.r1 = active + " " + RaceLab.takeAll(watching);
        }
    }
}
