package dev.jobber.store.sql;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.CompletableFuture;
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
        return new Task<>(nothing -> Boolean.TRUE, Long.MAX_VALUE);
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

    /// The caller gives up while the writer tells what came of a task.
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "it was told in time")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the caller had given up")
    @Outcome(expect = FORBIDDEN, desc = "the caller has two answers, or none")
    @State
    public static class GiveUpAndTell {
        private final Task<Boolean> task = task();

        @Actor
        public void writes() {
            task.answer.complete(true);
        }

        @Actor
        public void givesUp(ZZ_Result r) {
            r.r2 = task.answer.cancel(false);
        }

        @Arbiter
        public void look(ZZ_Result r) {
            CompletableFuture<Boolean> answer = task.answer;
            r.r1 = answer.isDone() && !answer.isCompletedExceptionally();
        }
    }
}
