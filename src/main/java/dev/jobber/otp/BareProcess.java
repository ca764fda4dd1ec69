package dev.jobber.otp;

/// A process without callbacks: it runs from beginning to end on one thread, and receives when it
/// wants to.
final class BareProcess implements ProcessBody {
    private final ProcessCode code;

    BareProcess(ProcessCode code) {
        this.code = Refused.ifNull(code, "code");
    }

    @Override
    public ExitReason run(ProcessCell self) throws Exception {
        code.run();
        return ExitReason.NORMAL;
    }

    @Override
    public ExitReason raised(Throwable problem) {
        return meaning(problem);
    }

    /// The exit reason for an exception that the code of a process did not catch.
    static ExitReason meaning(Throwable problem) {
        return switch (problem) {
            case ExitException exit -> exit.reason();
            case Thrown thrown -> new ExitReason.NoCatch(thrown.value());
            default -> new ExitReason.Crash(problem);
        };
    }

    @Override
    public ExitReason terminate(ProcessCell self, ExitReason reason) {
        return reason;
    }

    @Override
    public void ended(ProcessCell self, ExitReason reason, boolean raisedInTerminate) {
        if (reason instanceof ExitReason.Crash || reason instanceof ExitReason.NoCatch) {
            self.node.emit(new Event.ProcessRaised(self, reason));
        }
    }
}
