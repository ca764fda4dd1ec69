package dev.jobber.store.table;

import dev.jobber.job.policy.Flow;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.store.sql.Row;
import dev.jobber.store.sql.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The types of jobs.
public final class TypeRows {
    private TypeRows() {}

    /// What is said of a type.
    ///
    /// @param policy what holds for its jobs
    /// @param flow whether they may start
    public record Type(JobPolicy policy, Flow flow) {
        static final Type NONE = new Type(JobPolicy.NONE, Flow.OPEN);

        private static Type of(Row row) throws SQLException {
            return new Type(
                    PolicyText.parse(row.text("policy")),
                    Flow.valueOf(row.text("flow").toUpperCase(Locale.ROOT)));
        }
    }

    /// What is said of a type. Until the transaction ends, no other one gets past this for the same
    /// type: so what it counts then stays true.
    public static Type lock(Transaction transaction, String type) throws SQLException {
        transaction.update(
                "insert into jobber_types (type, policy, flow) values (?, '', 'open')"
                        + " on conflict do nothing",
                type);
        return transaction
                .row(Type::of, "select policy, flow from jobber_types where type = ?${lock}", type)
                .orElse(Type.NONE);
    }

    /// Changes what is said of a type.
    public static void set(Transaction transaction, String type, Type said) throws SQLException {
        transaction.update(
                "update jobber_types set policy = ?, flow = ? where type = ?",
                PolicyText.format(said.policy()),
                said.flow().toString(),
                type);
    }

    /// The names of all types.
    public static List<String> names(Transaction transaction) throws SQLException {
        return transaction.rows(
                row -> row.text("type"), "select type from jobber_types order by type");
    }

    /// A look at a type.
    public static TypeInfo info(Transaction transaction, String type) throws SQLException {
        Type said =
                transaction
                        .row(Type::of, "select policy, flow from jobber_types where type = ?", type)
                        .orElse(Type.NONE);
        return new TypeInfo(type, said.policy(), said.flow(), load(transaction, type));
    }

    /// How many jobs of a type run and wait.
    public static TypeInfo.Load load(Transaction transaction, String type) throws SQLException {
        return new TypeInfo.Load(
                running(transaction, type), queued(transaction, type, Integer.MAX_VALUE));
    }

    /// How many jobs of a type run.
    static int running(Transaction transaction, String type) throws SQLException {
        return (int)
                transaction.count(
                        "select count(*) from jobber_jobs where type = ? and node is not null",
                        type);
    }

    /// How many jobs of a type wait for room.
    ///
    /// @param most not more than so many are counted: a queue may be long
    static int queued(Transaction transaction, String type, int most) throws SQLException {
        return (int)
                transaction.count(
                        "select count(*) from (select 1 from jobber_jobs"
                                + " where type = ? and status = 'queued' limit ?) as waiting",
                        type,
                        most);
    }

    /// How long it is until a rate allows one more start.
    ///
    /// @return milliseconds; 0 if it does now
    static long untilNext(Transaction transaction, String type, int starts, long millis)
            throws SQLException {
        Optional<Long> inTheWay =
                transaction.row(
                        row -> row.number("started"),
                        "select started from jobber_jobs where type = ? and started > ?"
                                + " order by started desc limit 1 offset ?",
                        type,
                        transaction.now() - millis,
                        starts - 1);
        return inTheWay.map(started -> started + millis).orElse(transaction.now())
                - transaction.now();
    }
}
