package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// The answer, the deadline and the death of a call.
public class CallRaces {
    private CallRaces() {}

    private static Object outcome(Call call) {
        if (!call.isDone()) {
            return "waiting";
        }
        return call.failure().<Object>map(ExitReason::toString).orElseGet(() -> "" + call.answer());
    }

    /// The answer comes when the time is over.
    @JCStressTest
    @Outcome(id = "yes, yes", expect = ACCEPTABLE, desc = "the answer was first")
    @Outcome(id = ":timeout, :timeout", expect = ACCEPTABLE, desc = "the deadline was first")
    @Outcome(expect = FORBIDDEN, desc = "what the caller saw changed afterwards, or both counted")
    @State
    public static class AnAnswerAtTheDeadline {
        private final Call call = new Call("?", RaceLab.still(), null);

        @Actor
        public void server() {
            call.reply("yes");
        }

        @Actor
        public void caller(LL_Result r) {
            call.expire();
            r.r1 = outcome(call);
        }

        @Arbiter
        public void look(LL_Result r) {
            r.r2 = outcome(call);
        }
    }

    /// A call comes to a server that dies.
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "taken, and refused by the death")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "not taken: the caller knows")
    @Outcome(expect = FORBIDDEN, desc = "taken and never answered: the caller waits for the dead")
    @State
    public static class ACallToOneThatDies {
        private final ProcessCell server = RaceLab.mortal();
        private final Call call = new Call("?", server, null);

        @Actor
        public void caller(ZZ_Result r) {
            r.r1 = server.enqueue(call);
        }

        @Actor
        public void server() {
            server.run();
        }

        @Arbiter
        public void look(ZZ_Result r) {
            r.r2 = call.isDone();
        }
    }

    /// A server that owes an answer dies while another thread gives it.
    @JCStressTest
    @Outcome(id = "yes", expect = ACCEPTABLE, desc = "the answer was first")
    @Outcome(id = ":boom", expect = ACCEPTABLE, desc = "the death was first")
    @Outcome(expect = FORBIDDEN, desc = "the caller waits for ever")
    @State
    public static class AnAnswerOwedByOneThatDies {
        private final ProcessCell server = RaceLab.mortal();
        private final Call call = new Call("?", server, null);

        public AnAnswerOwedByOneThatDies() {
            call.owe();
        }

        @Actor
        public void other() {
            call.reply("yes");
        }

        @Actor
        public void server() {
            server.run();
        }

        @Arbiter
        public void look(L_Result r) {
            r.r1 = outcome(call);
        }
    }

    /// A server begins to owe an answer while another thread gives it: the debt is struck off, or
    /// the server would keep every such call.
    @JCStressTest
    @Outcome(id = "yes, none", expect = ACCEPTABLE, desc = "answered, and nothing is owed")
    @Outcome(expect = FORBIDDEN, desc = "the server keeps an answered call")
    @State
    public static class AnAnswerWhileItBeginsToBeOwed {
        private final ProcessCell server = RaceLab.still();
        private final Call call = new Call("?", server, null);

        @Actor
        public void server() {
            call.owe();
        }

        @Actor
        public void other() {
            call.reply("yes");
        }

        @Arbiter
        public void look(LL_Result r) {
            r.r1 = outcome(call);
            r.r2 = server.owesNothing() ? "none" : "some";
        }
    }

    /// A caller parks while the answer comes.
    @JCStressTest
    @Outcome(id = "yes", expect = ACCEPTABLE, desc = "the caller woke up")
    @Outcome(expect = FORBIDDEN, desc = "the caller slept on")
    @State
    public static class AnAnswerToACallerThatParks {
        private volatile @Nullable Call call;

        @Actor
        public void caller(L_Result r) {
            var mine = new Call("?", RaceLab.still(), null);
            call = mine;
            boolean woke = Waiter.await(mine, RaceLab.NODE, RaceLab.PATIENCE);
            r.r1 = woke ? outcome(mine) : "asleep";
        }

        @Actor
        public void server() {
            Call theirs = call;
            while (theirs == null) {
                theirs = call;
            }
            theirs.reply("yes");
        }
    }

    /// A caller with a deadline that is near parks while the answer comes.
    @JCStressTest
    @Outcome(id = "yes", expect = ACCEPTABLE, desc = "the answer was first")
    @Outcome(id = ":timeout", expect = ACCEPTABLE, desc = "the deadline was first")
    @Outcome(expect = FORBIDDEN, desc = "the caller went on without either")
    @State
    public static class AnAnswerToACallerWithADeadline {
        private volatile Call call = new Call("?", RaceLab.still(), null);

        @Actor
        public void caller(L_Result r) {
            var mine = new Call("?", RaceLab.still(), null);
            call = mine;
            if (!Waiter.await(mine, RaceLab.NODE, Duration.ofMillis(1))) {
                mine.expire();
            }
            r.r1 = outcome(mine);
        }

        @Actor
        public void server() {
            call.reply("yes");
        }
    }
}
