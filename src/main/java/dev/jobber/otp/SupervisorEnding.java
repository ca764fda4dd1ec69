package dev.jobber.otp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The body of a supervisor that ends, until its children have ended: it waits and reads no
/// message. While it waits it has no thread, like any idle process. So a tree of many supervisors
/// ends without a stack for each of them.
///
/// For all others it is the same process as before: its loop still answers for the body.
final class SupervisorEnding implements ProcessBody {
    private final ServerLoop<?, ?, ?> loop;
    private final EndOfChildren children;
    private final ExitReason reason;

    /// @param reason what it ends with when no child is left
    SupervisorEnding(ServerLoop<?, ?, ?> loop, EndOfChildren children, ExitReason reason) {
        this.loop = loop;
        this.children = children;
        this.reason = reason;
    }

    @Override
    public @Nullable ExitReason run(ProcessCell self) {
        return children.areGone() ? reason : null;
    }

    @Override
    public ExitReason raised(Throwable problem) {
        return loop.raised(problem);
    }

    @Override
    public ExitReason terminate(ProcessCell self, ExitReason why) throws Exception {
        return loop.terminate(self, why);
    }

    @Override
    public void ended(ProcessCell self, ExitReason why, boolean raisedInTerminate) {
        loop.ended(self, why, raisedInTerminate);
    }

    @Override
    public void died(ProcessCell self) {
        children.unlimited();
        loop.died(self);
    }

    @Override
    public String kind() {
        return loop.kind();
    }

    @Override
    public boolean isSupervisor() {
        return loop.isSupervisor();
    }

    @Override
    public Optional<RestartIntensity> restartIntensity(long second) {
        return loop.restartIntensity(second);
    }

    @Override
    public @Nullable Call inHand() {
        return loop.inHand();
    }

    @Override
    public @Nullable ProcessCell endedBy() {
        return loop.endedBy();
    }

    @Override
    public boolean isServer() {
        return loop.isServer();
    }

    @Override
    public boolean readsMessages() {
        return false;
    }
}
