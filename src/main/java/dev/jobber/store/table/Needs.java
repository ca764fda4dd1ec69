package dev.jobber.store.table;

import dev.jobber.job.JobStatus;
import dev.jobber.store.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// Which jobs must be done before others start.
final class Needs {
    private Needs() {}

    /// A job that waits needs another.
    static void add(Transaction transaction, long job, long needed) throws SQLException {
        transaction.update(
                "insert into jobber_needs (job, needed) values (?, ?) on conflict do nothing",
                job,
                needed);
    }

    private record End(long job, JobStatus status) {}

    /// A job has ended: those that wait for it alone are queued if it is done, and are skipped if
    /// it is not. A chain of jobs may be long, so this is a loop.
    static void ended(Transaction transaction, long job, JobStatus status) throws SQLException {
        Queue<End> ends = new ArrayDeque<>(List.of(new End(job, status)));
        for (End end = ends.poll(); end != null; end = ends.poll()) {
            List<Long> waiting =
                    transaction.rows(
                            row -> row.number("job"),
                            "select job from jobber_needs where needed = ? order by job",
                            end.job());
            transaction.update("delete from jobber_needs where needed = ?", end.job());
            for (long each : waiting) {
                if (end.status() == JobStatus.DONE) {
                    queueIfReady(transaction, each);
                } else if (skip(transaction, each, end)) {
                    ends.add(new End(each, JobStatus.SKIPPED));
                }
            }
        }
    }

    private static void queueIfReady(Transaction transaction, long job) throws SQLException {
        if (transaction.count("select count(*) from jobber_needs where job = ?", job) == 0) {
            transaction.update(
                    "update jobber_jobs set status = 'queued', due = ?"
                            + " where number = ? and status = 'waiting'",
                    transaction.now(),
                    job);
        }
    }

    private static boolean skip(Transaction transaction, long job, End end) throws SQLException {
        Optional<String> id =
                transaction.row(
                        row -> row.text("id"),
                        "select id from jobber_jobs where number = ?",
                        end.job());
        return JobRows.endWaiting(
                transaction,
                job,
                JobStatus.SKIPPED,
                id.orElse("a job") + ", which had to be done first, is " + end.status());
    }
}
