package dev.jobber.otp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a process does. [ProcessCell] calls it, always on one thread at a time, and catches
/// whatever it throws.
interface ProcessBody {
    /// Works until [ProcessThread#rest()] says that there is nothing more to do, and returns null;
    /// or until the process must end, and returns the reason.
    @Nullable ExitReason run(ProcessCell self) throws Exception;

    /// The exit reason for an exception that [#run] or [#terminate] threw.
    ExitReason raised(Throwable problem);

    /// The process ends by itself, for this reason. Returns what it does until the processes have
    /// ended that must end before it; null if there are none.
    default @Nullable ProcessBody ending(ProcessCell self, ExitReason reason) {
        return null;
    }

    /// The process is about to end by itself, for this reason; answers the reason it ends with.
    ExitReason terminate(ProcessCell self, ExitReason reason) throws Exception;

    /// All of its code has run, and this is how it ended; its death is announced next.
    void ended(ProcessCell self, ExitReason reason, boolean raisedInTerminate);

    /// The kind of the process, for `info` and `tree`.
    default String kind() {
        return "process";
    }

    /// Whether it supervises others.
    default boolean isSupervisor() {
        return false;
    }

    /// How near a supervisor is to giving up at this second; empty if it is no supervisor. Any
    /// thread may ask.
    default Optional<RestartIntensity> restartIntensity(long second) {
        return Optional.empty();
    }

    /// The call whose callback is running, if one is: its caller must hear of a death.
    default @Nullable Call inHand() {
        return null;
    }

    /// The process whose exit signal was the last message that the code handled; null if the last
    /// message was something else.
    default @Nullable ProcessCell endedBy() {
        return null;
    }

    /// Whether it is a server.
    default boolean isServer() {
        return false;
    }

    /// Whether it takes messages out of its mailbox. If it does not, messages of the kernel that
    /// the process need not have are not sent.
    default boolean readsMessages() {
        return true;
    }

    /// The process is dead. The thread that announces the death calls this; another thread may
    /// still run the code.
    default void died(ProcessCell self) {}

    /// A body whose first part, init, can be run by the process that starts it.
    interface InlineStart extends ProcessBody {
        /// Runs init; answers why the process ends at once, or null if it lives.
        @Nullable ExitReason init(ProcessCell self) throws Exception;

        /// How many nested inits run on this thread now, with this one; 0 after init.
        int depth();

        /// There is something to do even if no signal has come.
        boolean hasWork();
    }
}
