package dev.jobber.otp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a process does. [ProcessCell] calls it, always on one thread at a time, and catches
/// whatever it throws.
interface ProcessBody {
    /// Works until there is nothing more to do and [ProcessThread#rest()] said so (null), or until
    /// the process is to end (why).
    @Nullable ExitReason run(ProcessCell self) throws Exception;

    /// What an exception that came out of [#run] or [#terminate] means as an exit reason.
    ExitReason raised(Throwable problem);

    /// The process is to end by itself, for this reason. What it does until the others have ended
    /// that must end before it; null if there are none.
    default @Nullable ProcessBody ending(ProcessCell self, ExitReason reason) {
        return null;
    }

    /// The process is about to end by itself, for this reason; answers the reason it ends with.
    ExitReason terminate(ProcessCell self, ExitReason reason) throws Exception;

    /// All of its code has run, and this is how it ended; its death is announced next.
    void ended(ProcessCell self, ExitReason reason, boolean raisedInTerminate);

    /// What kind of process it makes, for people who look.
    default String kind() {
        return "process";
    }

    /// Whether it supervises others.
    default boolean isSupervisor() {
        return false;
    }

    /// How near it is to giving up at this second, if it supervises others. Any thread may ask.
    default Optional<RestartIntensity> restartIntensity(long second) {
        return Optional.empty();
    }

    /// The call whose callback is running, if one is: its caller must hear of a death.
    default @Nullable Call inHand() {
        return null;
    }

    /// The process whose exit signal was the last message that the code handled; null if that was
    /// no exit signal.
    default @Nullable ProcessCell endedBy() {
        return null;
    }

    /// Whether it is a server.
    default boolean isServer() {
        return false;
    }

    /// The process is dead. Called by the thread that announces the death, which may be another
    /// than the one that still runs the code.
    default void died(ProcessCell self) {}

    /// A body whose first part, init, can be run by the process that starts it.
    interface InlineStart extends ProcessBody {
        /// Runs init; answers why the process ends at once, or null if it lives.
        @Nullable ExitReason init(ProcessCell self) throws Exception;

        /// How many inits run one inside the other on this thread now, this one included; 0 after
        /// init.
        int depth();

        /// There is something to do even if no signal has come.
        boolean hasWork();
    }
}
