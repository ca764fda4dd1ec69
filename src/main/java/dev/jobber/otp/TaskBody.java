package dev.jobber.otp;

/// What the process of a [Task] does: it runs its code once, and reports a crash in the words of
/// tasks.
final class TaskBody implements Body {
    private final Cell startedFrom;
    private final BareBody code;

    TaskBody(Cell startedFrom, ProcessCode code) {
        this.startedFrom = startedFrom;
        this.code = new BareBody(code);
    }

    @Override
    public String kind() {
        return "Task";
    }

    @Override
    public ExitReason run(Cell self) throws Exception {
        return code.run(self);
    }

    @Override
    public ExitReason raised(Throwable problem) {
        return BareBody.meaning(problem);
    }

    @Override
    public ExitReason terminate(Cell self, ExitReason reason) {
        return reason;
    }

    @Override
    public void ended(Cell self, ExitReason reason, boolean raisedInTerminate) {
        if (!reason.isOrderly()) {
            self.node.emit(new Event.TaskTerminating(self, startedFrom, reason));
        }
    }
}
