package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// A [ProcessBody] whose first part can be run by the process that starts it.
interface InlineStart extends ProcessBody {
    /// Why the process ends at once, or null if it lives.
    @Nullable ExitReason init(ProcessCell self) throws Exception;

    /// How many inits run one inside the other on this thread now, this one included; 0 after init.
    int depth();

    /// There is something to do even if no signal has come.
    boolean hasWork();
}
