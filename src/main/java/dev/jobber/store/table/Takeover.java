package dev.jobber.store.table;

import dev.jobber.job.JobStatus;
import dev.jobber.job.history.AttemptResult;
import dev.jobber.store.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What becomes of the jobs of a node that is lost: they wait again, or have crashed once too
/// often.
public final class Takeover {
    private Takeover() {}

    /// A node that was lost.
    ///
    /// @param queued how many of its jobs wait again
    /// @param crashed the ids of those that do not
    public record Lost(Owner owner, int queued, List<String> crashed) {}

    /// Declares the nodes lost whose lease has ended, and takes their jobs.
    public static List<Lost> all(Transaction transaction) throws SQLException {
        List<Lost> lost = new ArrayList<>();
        for (Owner owner : NodeRows.late(transaction)) {
            if (NodeRows.go(transaction, owner)) {
                lost.add(of(transaction, owner));
            }
        }
        return lost;
    }

    private static Lost of(Transaction transaction, Owner owner) throws SQLException {
        int queued = 0;
        List<String> crashed = new ArrayList<>();
        for (JobRows.Held held : JobRows.held(transaction, owner)) {
            long number = held.number();
            AttemptRows.endAll(transaction, number, AttemptResult.NODE_LOST);
            int crashes =
                    AttemptRows.count(
                            transaction, number, AttemptResult.NODE_LOST, AttemptResult.CRASH);
            int allowed =
                    (int)
                            transaction.count(
                                    "select max_crashes from jobber_jobs where number = ?", number);
            if (crashes < allowed) {
                transaction.update(
                        "update jobber_jobs set status = 'queued', node = null, session = null,"
                                + " error = ? where number = ?",
                        "the node " + owner.node() + " was lost",
                        number);
                queued++;
            } else {
                transaction.update(
                        "update jobber_jobs set status = 'crashed', node = null, session = null,"
                                + " ended = ?, error = ? where number = ?",
                        transaction.now(),
                        "the node " + owner.node() + " was lost; that was crash " + crashes,
                        number);
                Needs.ended(transaction, number, JobStatus.CRASHED);
                transaction
                        .row(
                                row -> row.text("id"),
                                "select id from jobber_jobs where number = ?",
                                number)
                        .ifPresent(crashed::add);
            }
        }
        return new Lost(owner, queued, crashed);
    }
}
