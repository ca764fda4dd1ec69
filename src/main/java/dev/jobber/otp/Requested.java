package dev.jobber.otp;

/// A request whose sender does not wait: its answers are messages. The end of the server is told by
/// a monitor.
final class Requested extends Call {
    private final RequestId<?> id;
    private volatile boolean answered;

    Requested(Object request, ProcessCell server, ProcessCell caller, RequestId<?> id) {
        super(request, server, caller);
        this.id = id;
    }

    /// The reference of the request, for `info`.
    RequestId<?> id() {
        return id;
    }

    @Override
    void answer(Object answer) {
        id.answered(Refused.ifNoValue(answer, "an answer"));
        answered = true;
        noLongerOwed();
    }

    @Override
    void refuse(ExitReason reason) {
        answered = true;
    }

    @Override
    public boolean isDone() {
        return answered;
    }
}
