package dev.jobber.otp;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Starts the processes of tasks.
final class TaskProcess {
    private TaskProcess() {}

    /// A process that has not started yet.
    static ProcessCell make(ProcessCell startedFrom, ProcessCell parent, ProcessCode code) {
        return new ProcessCell(parent.node, parent, new Body(startedFrom, code));
    }

    /// A process for whose value no process waits.
    static ProcessCell startLink(ProcessCell startedFrom, ProcessCell parent, ProcessCode code) {
        ProcessCell process = make(startedFrom, parent, code);
        parent.link(process);
        process.begin();
        return process;
    }

    /// A task of an owner, linked to its parent, which may be the owner itself.
    ///
    /// Nothing of it runs before the owner has its monitor and its link: an owner that dies
    /// meanwhile takes a linked task with it.
    static <T> Task<T> async(
            Task.Owner owner, ProcessCell parent, boolean linked, Callable<T> code) {
        Computation<T> computation = new Computation<>(code);
        ProcessCell process = make(owner.process(), parent, computation);
        parent.link(process);
        if (linked && !process.link(owner.process())) {
            process.exitSignal(owner.process(), ExitReason.NOPROC);
        }
        Task<T> task = Task.of(owner, process);
        computation.task = task;
        process.begin();
        return task;
    }

    /// Computes the value and gives it to the task.
    private static final class Computation<T> implements ProcessCode {
        private final Callable<T> code;

        /// The task that gets the value. Written before the process starts.
        private @Nullable Task<T> task;

        Computation(Callable<T> code) {
            this.code = Refused.ifNull(code, "code");
        }

        @Override
        public void run() throws Exception {
            T value = code.call();
            Objects.requireNonNull(task)
                    .reply(
                            Objects.requireNonNull(
                                    value, "expected a value from the task, got: null"));
        }
    }

    /// What the process of a [Task] does: it runs its code once, and reports a crash in the words
    /// of tasks.
    private static final class Body implements ProcessBody {
        private final ProcessCell startedFrom;
        private final BareProcess code;

        Body(ProcessCell startedFrom, ProcessCode code) {
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
}
