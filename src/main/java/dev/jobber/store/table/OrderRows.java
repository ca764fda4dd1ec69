package dev.jobber.store.table;

import dev.jobber.store.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What nodes are asked to do with jobs that they run.
public final class OrderRows {
    private OrderRows() {}

    /// Something that a node is asked to do.
    ///
    /// @param job the number of the job
    /// @param command what is asked for
    public record Asked(long number, long job, String command) {}

    /// Asks the owner of a job.
    ///
    /// @return the number of the order; empty if no node runs the job
    public static Optional<Long> ask(Transaction transaction, long job, String command)
            throws SQLException {
        Optional<String> session =
                transaction.row(
                        row -> row.text("session"),
                        "select session from jobber_jobs where number = ? and node is not null",
                        job);
        return session.isEmpty()
                ? Optional.empty()
                : transaction.row(
                        row -> row.number("number"),
                        "insert into jobber_orders (session, job, command, asked)"
                                + " values (?, ?, ?, ?) returning number",
                        session.get(),
                        job,
                        command,
                        transaction.now());
    }

    /// Asks the owner of a job, unless it has been asked for the same. Nothing waits for the
    /// answer.
    static void askOnce(Transaction transaction, long job, String command) throws SQLException {
        boolean isAsked =
                transaction.count(
                                """
                                select count(*) from jobber_orders as orders
                                    join jobber_jobs as jobs on jobs.number = orders.job
                                        and jobs.session = orders.session
                                where orders.job = ? and orders.command = ?\
                                """,
                                job,
                                command)
                        > 0;
        if (!isAsked) {
            var _ = ask(transaction, job, command);
        }
    }

    /// Forgets orders that were given before this time: nothing waits for them any more.
    public static void forgetBefore(Transaction transaction, long time) throws SQLException {
        transaction.update("delete from jobber_orders where asked < ?", time);
    }

    /// What an owner is asked to do and has not been told yet; it is told once.
    public static List<Asked> take(Transaction transaction, Owner owner) throws SQLException {
        List<Asked> asked =
                transaction.rows(
                        row ->
                                new Asked(
                                        row.number("number"),
                                        row.number("job"),
                                        row.text("command")),
                        "select number, job, command from jobber_orders"
                                + " where session = ? and answer is null order by number",
                        owner.session());
        for (Asked each : asked) {
            answer(transaction, each.number(), "");
        }
        return asked;
    }

    /// It has been done.
    public static void answer(Transaction transaction, long number, String answer)
            throws SQLException {
        transaction.update("update jobber_orders set answer = ? where number = ?", answer, number);
    }

    /// What was answered; empty while the order is under way.
    public static Optional<String> answer(Transaction transaction, long number)
            throws SQLException {
        return transaction
                .row(
                        row -> row.optionalText("answer").orElse(""),
                        "select answer from jobber_orders where number = ?",
                        number)
                .filter(answer -> !answer.isEmpty());
    }

    /// It is not waited for any more.
    public static void forget(Transaction transaction, long number) throws SQLException {
        transaction.update("delete from jobber_orders where number = ?", number);
    }
}
