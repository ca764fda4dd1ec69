package dev.jobber.otp;

/// What the process of a [Task] does: it runs its code once, and reports a crash in the words of
/// tasks.
final class TaskBody implements ProcessBody {
    private final ProcessCell startedFrom;
    private final BareProcess code;

    TaskBody(ProcessCell startedFrom, ProcessCode code) {
        this.startedFrom = startedFrom;
        this.code = new BareProcess(code);
    }

    @Override
    public String kind() {
        return "Task";
    }

    @Override
    public ExitReason run(ProcessCell self) throws Exception {
        return code.run(self);
    }

    @Override
    public ExitReason raised(Throwable problem) {
        return BareProcess.meaning(problem);
    }

    @Override
    public ExitReason terminate(ProcessCell self, ExitReason reason) {
        return reason;
    }

    @Override
    public void ended(ProcessCell self, ExitReason reason, boolean raisedInTerminate) {
        if (!reason.isOrderly()) {
            self.node.emit(new Event.TaskTerminating(self, startedFrom, reason));
        }
    }
}
