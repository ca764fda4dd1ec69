package dev.jobber.otp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.jobber.otp.MailboxLimit.WhenFull;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/// Senders to a mailbox with a limit, and aliases that end. A sender that waits for ever hangs the
/// race, and that fails it.
public class LimitRaces {
    private LimitRaces() {}

    private static BoundedCell full(WhenFull whenFull) {
        var cell =
                new BoundedCell(
                        RaceLab.NODE,
                        null,
                        new BareProcess(() -> {}),
                        new MailboxLimit(1, whenFull));
        cell.admit();
        cell.enqueue(new Signal.Letter("first"));
        return cell;
    }

    /// A sender comes to a full mailbox while the server takes the message out of it.
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the sender went on")
    @Outcome(expect = FORBIDDEN, desc = "the sender was refused")
    @State
    public static class ASenderThatIsHeldWhileAMessageIsTaken {
        private final BoundedCell server = full(WhenFull.HOLD);

        @Actor
        public void sender(Z_Result r) {
            server.admit();
            r.r1 = true;
        }

        @Actor
        public void server() {
            server.poll();
            server.countReduction(); // as the loop of a server does after each signal
        }
    }

    /// A sender comes to a full mailbox while the server dies.
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the sender went on")
    @Outcome(expect = FORBIDDEN, desc = "the sender was refused")
    @State
    public static class ASenderThatIsHeldByOneThatDies {
        private final BoundedCell server = full(WhenFull.HOLD);

        @Actor
        public void sender(Z_Result r) {
            server.admit();
            r.r1 = true;
        }

        @Actor
        public void killer() {
            server.run();
        }
    }

    /// Two senders come to room for one.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the first came in")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the second came in")
    @Outcome(expect = FORBIDDEN, desc = "both came in, or neither did")
    @State
    public static class TwoSendersToRoomForOne {
        private final BoundedCell server =
                new BoundedCell(
                        RaceLab.NODE,
                        null,
                        new BareProcess(() -> {}),
                        new MailboxLimit(1, WhenFull.REFUSE));

        private int send() {
            try {
                server.admit();
                server.enqueue(new Signal.Letter("message"));
                return 1;
            } catch (MailboxFullException full) {
                return 0;
            }
        }

        @Actor
        public void one(II_Result r) {
            r.r1 = send();
        }

        @Actor
        public void other(II_Result r) {
            r.r2 = send();
        }
    }

    /// A message comes by an alias while that ends; after the end none does.
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "the end was first")
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "the message was first")
    @Outcome(expect = FORBIDDEN, desc = "a message came after the end")
    @State
    public static class AMessageByAnAliasThatEnds {
        private final ProcessCell owner = RaceLab.still();
        private final Alias alias = new Alias(owner, false);

        @Actor
        public void sender() {
            alias.deliver("late");
        }

        @Actor
        public void owner(ZI_Result r) {
            r.r1 = alias.end();
        }

        @Arbiter
        public void look(ZI_Result r) {
            int before = RaceLab.takeAll(owner);
            alias.deliver("later");
            r.r2 = before + 10 * RaceLab.takeAll(owner);
        }
    }

    /// Two messages come by an alias for one.
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "one came, and the alias is over")
    @Outcome(expect = FORBIDDEN, desc = "none came, or both did")
    @State
    public static class TwoMessagesByAnAliasForOne {
        private final ProcessCell owner = RaceLab.still();
        private final Alias alias = new Alias(owner, true);

        @Actor
        public void one() {
            alias.deliver("one");
        }

        @Actor
        public void other() {
            alias.deliver("other");
        }

        @Arbiter
        public void look(II_Result r) {
            r.r1 = RaceLab.takeAll(owner);
            r.r2 = alias.isActive() ? 1 : 0;
        }
    }
}
