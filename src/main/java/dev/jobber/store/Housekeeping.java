package dev.jobber.store;

import dev.jobber.store.sql.Database;
import dev.jobber.store.sql.Transaction;
import dev.jobber.store.table.JobRows;
import dev.jobber.store.table.NameRows;
import dev.jobber.store.table.NodeRows;
import dev.jobber.store.table.OrderRows;
import dev.jobber.store.table.ScheduleRows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Removes from the store what is not kept for ever. It goes in small steps, so that what else is
/// to be written does not wait long.
final class Housekeeping {
    /// How often it is looked for what is too old: 1 h.
    static final Duration EVERY = Duration.ofHours(1);

    private static final int HISTORY = 100_000;
    private static final Duration HISTORY_TIME = Duration.ofDays(30);
    private static final Duration ORDER_TIME = Duration.ofDays(1);

    /// How many jobs are removed in one transaction.
    private static final int STEP = 1_000;

    private final Database database;

    Housekeeping(Database database) {
        this.database = database;
    }

    /// Removes what is too old or too much. Does not wait for it.
    void tidy() {
        var _ = database.change(Housekeeping::keptFrom, Answers.TRIED).thenAccept(this::forget);
    }

    private static long keptFrom(Transaction transaction) throws SQLException {
        NodeRows.forget(transaction);
        ScheduleRows.forget(transaction);
        NameRows.forget(transaction);
        OrderRows.forgetBefore(transaction, transaction.now() - ORDER_TIME.toMillis());
        return JobRows.keptFrom(transaction, transaction.now() - HISTORY_TIME.toMillis(), HISTORY);
    }

    /// Removes the jobs that ended longer ago than this.
    ///
    /// @return how many
    int prune(Duration older) {
        long before = Answers.of(database.ask(Transaction::now, Answers.TRIED)) - older.toMillis();
        int all = 0;
        int step;
        do {
            step = Answers.of(step(before));
            all += step;
        } while (step == STEP);
        return all;
    }

    private void forget(long before) {
        var _ =
                step(before)
                        .thenAccept(removed -> {
                            if (removed == STEP) {
                                forget(before);
                            }
                        });
    }

    private CompletableFuture<Integer> step(long before) {
        return database.change(
                transaction -> JobRows.forget(transaction, before, STEP), Answers.TRIED);
    }
}
