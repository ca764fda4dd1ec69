package dev.jobber.store.sql;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/// What is handed to the threads of a database, while that is closed or callers give up.
public class QueueRaces {
    private QueueRaces() {}

    private static Task<Boolean> task() {
        return new Task<>(nothing -> true, Long.MAX_VALUE, false, answer -> {});
    }

    /// One adds a task, another closes the database.
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the task is answered")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "its caller waits for ever")
    @State
    public static class AddAndClose {
        private final TaskQueue queue = new TaskQueue();
        private final Task<Boolean> task = task();

        @Actor
        public void adds() {
            var _ = queue.add(task);
        }

        @Actor
        public void closes() {
            queue.end();
            queue.failRest();
        }

        @Arbiter
        public void look(Z_Result r) {
            r.r1 = task.answer.isDone();
        }
    }

    /// The caller gives up when the writer is about to commit.
    @JCStressTest
    @Outcome(
            id = "true, false",
            expect = ACCEPTABLE,
            desc = "it is committed, and the caller waits")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the caller has given up")
    @Outcome(expect = FORBIDDEN, desc = "it is committed after the caller has given up, or never")
    @State
    public static class GiveUpAndCommit {
        private final Task<Boolean> task = task();

        @Actor
        public void commits(ZZ_Result r) {
            r.r1 = task.beginCommit();
        }

        @Actor
        public void givesUp(ZZ_Result r) {
            r.r2 = task.answer.cancel(false);
        }
    }
}
