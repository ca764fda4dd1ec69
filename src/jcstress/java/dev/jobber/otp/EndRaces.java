package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/// The end of a node: its processes are marked as killed, then killed, while others come to them.
public class EndRaces {
    private EndRaces() {}

    private static ProcessCell idle() {
        ProcessCell cell = RaceLab.mortal();
        cell.goIdle();
        return cell;
    }

    /// What [Shutdown] does with processes.
    private static void end(ProcessCell... cells) {
        RaceLab.NODE.markAll(List.of(cells));
        for (ProcessCell cell : cells) {
            cell.kill(ExitReason.KILLED);
        }
    }

    /// A caller comes.
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "taken, and refused")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "not taken: the caller knows")
    @Outcome(expect = FORBIDDEN, desc = "taken and never answered: the caller waits for ever")
    @State
    public static class ACallComes {
        private final ProcessCell server = idle();
        private final Call call = new Call("?", server, null);

        @Actor
        public void end() {
            EndRaces.end(server);
        }

        @Actor
        public void call(ZZ_Result r) {
            r.r1 = server.enqueue(call);
        }

        @Arbiter
        public void look(ZZ_Result r) {
            if (r.r1) {
                RaceLab.awaitDone(call);
            }
            r.r2 = call.isDone();
        }
    }

    /// A thread comes to wait for the end.
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it waits, and is told")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "it knows that there is no process")
    @Outcome(expect = FORBIDDEN, desc = "it waits for ever")
    @State
    public static class AWaiterComes {
        private final ProcessCell server = idle();
        private final ExitLatch latch = new ExitLatch();

        @Actor
        public void end() {
            EndRaces.end(server);
        }

        @Actor
        public void come(ZZ_Result r) {
            r.r1 = server.addWatcher(latch);
        }

        @Arbiter
        public void look(ZZ_Result r) {
            r.r2 = latch.isDone();
        }
    }

    /// A supervisor and its last child, which has been asked to end, and does so when it is run.
    private static final class LastChild {
        private final ProcessCell supervisor = RaceLab.mortal();
        private final ProcessCell child = RaceLab.mortal();
        private final ExitLatch over = new ExitLatch();
        private final EndOfChildren end;

        /// @param letter whether a message waits: then the supervisor may not rest, but parks
        LastChild(boolean inOrder, boolean letter) {
            var server =
                    new SupervisorServer(() -> {
                        throw new IllegalStateException("it is not started");
                    });
            SupervisorChildren children = inOrder ? server.children : new SupervisorChildren();
            var entry = new SupervisorChild(ChildSpec.worker("child", StartResult::ignored));
            children.append(entry);
            children.running(entry, child);
            child.trapExit(true);
            supervisor.addWatcher(over);
            end =
                    inOrder
                            ? new EndInOrder(supervisor, server)
                            : new EndAtOnce(supervisor, children);
            end.advance(); // asks it to end
            if (letter) {
                supervisor.enqueue(new Signal.Letter("hello"));
            }
        }

        boolean look() {
            return end.areGone();
        }

        void end() {
            child.run();
        }

        boolean isOver() {
            return RaceLab.awaitDone(over);
        }
    }

    /// The last child of a supervisor ends while the supervisor looks whether it has.
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it sees that no child is left")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "it rests, and is woken")
    @Outcome(expect = FORBIDDEN, desc = "it rests for ever")
    @State
    public static class TheLastChildEnds {
        private final LastChild last = new LastChild(false, false);

        @Actor
        public void look(ZZ_Result r) {
            r.r1 = last.look();
        }

        @Actor
        public void end() {
            last.end();
        }

        @Arbiter
        public void await(ZZ_Result r) {
            r.r2 = r.r1 || last.isOver();
        }
    }

    /// The same of a supervisor whose children end in order.
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it sees that no child is left")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "it rests, and is woken")
    @Outcome(expect = FORBIDDEN, desc = "it rests for ever")
    @State
    public static class TheLastChildInOrderEnds {
        private final LastChild last = new LastChild(true, false);

        @Actor
        public void look(ZZ_Result r) {
            r.r1 = last.look();
        }

        @Actor
        public void end() {
            last.end();
        }

        @Arbiter
        public void await(ZZ_Result r) {
            r.r2 = r.r1 || last.isOver();
        }
    }

    /// The same while a message waits.
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it sees that no child is left")
    @Outcome(expect = FORBIDDEN, desc = "it rests for ever")
    @State
    public static class TheLastChildEndsBesideALetter {
        private final LastChild last = new LastChild(false, true);

        @Actor
        public void look(ZZ_Result r) {
            r.r1 = last.look();
        }

        @Actor
        public void end() {
            last.end();
        }

        @Arbiter
        public void await(ZZ_Result r) {
            r.r2 = r.r1 || last.isOver();
        }
    }

    /// The same in order.
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it sees that no child is left")
    @Outcome(expect = FORBIDDEN, desc = "it rests for ever")
    @State
    public static class TheLastChildInOrderEndsBesideALetter {
        private final LastChild last = new LastChild(true, true);

        @Actor
        public void look(ZZ_Result r) {
            r.r1 = last.look();
        }

        @Actor
        public void end() {
            last.end();
        }

        @Arbiter
        public void await(ZZ_Result r) {
            r.r2 = r.r1 || last.isOver();
        }
    }

    /// A supervisor is killed while it sets the time limit of its last child.
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "no alarm is left")
    @Outcome(expect = FORBIDDEN, desc = "an alarm keeps the dead supervisor")
    @State
    public static class ALimitIsSetWhileItDies {
        private final ManualClock clock = new ManualClock();
        private final ProcessCell supervisor;
        private final EndOfChildren end;

        public ALimitIsSetWhileItDies() {
            var body = new Limited();
            supervisor = RaceLab.idleOn(clock, body);
            end = new EndAtOnce(supervisor, new SupervisorChildren());
            body.end = end;
        }

        @Actor
        public void limit() {
            end.limit(RaceLab.PATIENCE);
        }

        @Actor
        public void die() {
            supervisor.kill(ExitReason.KILLED);
        }

        @Arbiter
        public void look(Z_Result r) {
            r.r1 = clock.pending() == 0;
        }
    }

    /// Takes the limit away when it dies, as [SupervisorEnding] does.
    private static final class Limited extends RaceLab.Mortal {
        private @Nullable EndOfChildren end;

        @Override
        public void died(ProcessCell self) {
            if (end != null) {
                end.unlimited();
            }
        }
    }

    /// Two threads end a node with a process and one that is linked to it, and traps exits.
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each death is told once")
    @Outcome(expect = FORBIDDEN, desc = "a death is told twice, or never")
    @State
    public static class TwoEndIt {
        private final ProcessCell one = idle();
        private final ProcessCell other = idle();
        private final ProcessCell watchingOne = RaceLab.still();
        private final ProcessCell watchingOther = RaceLab.still();

        public TwoEndIt() {
            other.trapExit(true);
            one.link(other);
            MonitorRef.watch(watchingOne, one);
            MonitorRef.watch(watchingOther, other);
        }

        @Actor
        public void end() {
            EndRaces.end(one, other);
        }

        @Actor
        public void endToo() {
            EndRaces.end(one, other);
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = RaceLab.waitForOne(watchingOne);
            r.r2 = RaceLab.waitForOne(watchingOther);
        }
    }
}
