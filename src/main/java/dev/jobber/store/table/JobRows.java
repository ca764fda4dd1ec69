package dev.jobber.store.table;

import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.job.durable.JobQuery;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.job.identity.JobIdentity;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.store.sql.Row;
import dev.jobber.store.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The jobs.
///
/// A row with a node is a permit: the node runs the job. So permits are counted, and none can be
/// lost or given back twice.
public final class JobRows {
    private static final String COLUMNS =
            "number, id, name, type, definition, status, node, last_node, attempts, restarts, pid,"
                    + " error, submitted, started, ended";

    private JobRows() {}

    /// A job that comes.
    ///
    /// @param definition as [DefinitionText] has it
    /// @param policy what its start says
    /// @param ofType what its type said then
    public record Fresh(
            JobIdentity identity,
            String definition,
            JobPolicy policy,
            JobPolicy ofType,
            int maxCrashes) {
        /// Its id.
        public String id() {
            return identity.id().orElseThrow();
        }

        int priority() {
            return policy.admission().priority().or(() -> ofType.admission().priority()).orElse(0);
        }
    }

    /// A job that waits for room.
    ///
    /// @param policy what its start says
    public record Waiting(long number, long priority, JobPolicy policy) {
        private static Waiting of(Row row) throws SQLException {
            return new Waiting(
                    row.number("number"),
                    row.number("priority"),
                    PolicyText.parse(row.text("policy")));
        }
    }

    /// A job that an owner has got.
    ///
    /// @param attempt the number of the attempt that begins next; its row is written
    /// @param job as it is now
    /// @param ofType what its type said when it came
    /// @param errors how many of its attempts ended with an error
    public record Claim(StoredJob job, int attempt, JobPolicy ofType, int errors) {}

    /// Writes a job.
    ///
    /// @param status what it does first
    /// @param home the node that has started it
    /// @return its number; empty if a job that has not ended has its id, or its key
    public static Optional<Long> add(
            Transaction transaction, Fresh job, JobStatus status, Owner home) throws SQLException {
        long now = transaction.now();
        return transaction.row(
                row -> row.number("number"),
                """
                insert into jobber_jobs (id, name, type, definition, policy, type_policy,
                    unique_key, priority, max_crashes, status, home, submitted, due)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                returning number\
                """,
                job.id(),
                job.identity().name(),
                job.identity().type(),
                job.definition(),
                PolicyText.format(job.policy()),
                PolicyText.format(job.ofType()),
                job.policy().unique(),
                job.priority(),
                job.maxCrashes(),
                status.toString(),
                home.session(),
                now,
                now);
    }

    /// An owner gets a job, and its next attempt has a row.
    ///
    /// @return empty if another has it, or it does not wait any more
    public static Optional<Claim> claim(Transaction transaction, long number, Owner owner)
            throws SQLException {
        long now = transaction.now();
        int changed =
                transaction.update(
                        """
                        update jobber_jobs set status = 'running', node = ?, session = ?,
                            last_node = ?, attempts = attempts + 1, leaves = 0,
                            started = coalesce(started, ?), error = null
                        where number = ? and status = 'queued'\
                        """,
                        owner.node(),
                        owner.session(),
                        owner.node(),
                        now,
                        number);
        if (changed == 0) {
            return Optional.empty();
        }
        Claim claim =
                transaction
                        .row(
                                row ->
                                        new Claim(
                                                job(row, now),
                                                row.count("attempts"),
                                                PolicyText.parse(row.text("type_policy")),
                                                0),
                                "select "
                                        + COLUMNS
                                        + ", type_policy from jobber_jobs"
                                        + " where number = ?",
                                number)
                        .orElseThrow();
        AttemptRows.begin(transaction, number, claim.attempt(), owner.node());
        int errors =
                claim.attempt() == 1
                        ? 0
                        : AttemptRows.count(
                                transaction, number, dev.jobber.job.history.AttemptResult.ERROR);
        return Optional.of(new Claim(claim.job(), claim.attempt(), claim.ofType(), errors));
    }

    /// The owner tries once more.
    ///
    /// @return false if it has the job no more
    public static boolean beginAgain(Transaction transaction, long number, int attempt, Owner owner)
            throws SQLException {
        int changed =
                transaction.update(
                        "update jobber_jobs set status = 'running', attempts = ?"
                                + " where number = ? and session = ?",
                        attempt,
                        number,
                        owner.session());
        if (changed == 1) {
            AttemptRows.begin(transaction, number, attempt, owner.node());
        }
        return changed == 1;
    }

    /// A job ends, and what waits for it goes on.
    ///
    /// @param attempt the number of its last attempt
    /// @return false if the owner has the job no more, or another attempt has it: then this end
    ///   does not count
    public static boolean end(
            Transaction transaction, long number, int attempt, Owner owner, JobInfo info)
            throws SQLException {
        int changed =
                transaction.update(
                        """
                        update jobber_jobs set status = ?, node = null, session = null, ended = ?,
                            error = ?, restarts = restarts + ?, pid = ?
                        where number = ? and session = ? and attempts = ?\
                        """,
                        info.status().toString(),
                        transaction.now(),
                        info.error(),
                        info.restarts(),
                        info.pid(),
                        number,
                        owner.session(),
                        attempt);
        if (changed == 1) {
            Needs.ended(transaction, number, info.status());
        }
        return changed == 1;
    }

    /// A job ends that no owner has.
    ///
    /// @return false if it did not wait
    static boolean endWaiting(Transaction transaction, long number, JobStatus status, String error)
            throws SQLException {
        return transaction.update(
                        "update jobber_jobs set status = ?, ended = ?, error = ?"
                                + " where number = ? and status in ('queued', 'waiting')",
                        status.toString(),
                        transaction.now(),
                        error,
                        number)
                == 1;
    }

    /// Takes back a job that waits.
    ///
    /// @return false if it does not
    public static boolean cancel(Transaction transaction, long number) throws SQLException {
        boolean cancelled =
                endWaiting(
                        transaction,
                        number,
                        JobStatus.CANCELLED,
                        "it was cancelled before it started");
        if (cancelled) {
            Needs.ended(transaction, number, JobStatus.CANCELLED);
        }
        return cancelled;
    }

    /// The owner gives a job back, in front of those that came later.
    ///
    /// @param why shown while it waits; empty for nothing
    /// @return false if it has the job no more
    public static boolean release(
            Transaction transaction, long number, Owner owner, Optional<String> why)
            throws SQLException {
        return transaction.update(
                        "update jobber_jobs set status = 'queued', node = null, session = null,"
                                + " error = ? where number = ? and session = ?",
                        why,
                        number,
                        owner.session())
                == 1;
    }

    /// The number of the attempt that began last is free again: it has not begun.
    public static void takeBackAttempt(Transaction transaction, long number, int attempt)
            throws SQLException {
        transaction.update(
                "delete from jobber_attempts where job = ? and attempt = ?", number, attempt);
        transaction.update(
                "update jobber_jobs set attempts = ? where number = ?", attempt - 1, number);
    }

    /// The job of a type, or of none, whose turn is next.
    ///
    /// @param except those that this node cannot run
    static Optional<Waiting> head(Transaction transaction, Optional<String> type, List<Long> except)
            throws SQLException {
        String others =
                except.isEmpty()
                        ? ""
                        : except.stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ", " and number not in (", ")"));
        String statement =
                "select number, priority, policy from jobber_jobs where status = 'queued' and "
                        + (type.isPresent() ? "type = ?" : "type is null")
                        + others
                        + " order by priority desc, number limit 1";
        return type.isPresent()
                ? transaction.row(Waiting::of, statement, type)
                : transaction.row(Waiting::of, statement);
    }

    /// How many jobs an owner has.
    static int owned(Transaction transaction, Owner owner) throws SQLException {
        return (int)
                transaction.count("select count(*) from jobber_jobs where node = ?", owner.node());
    }

    /// A job that an owner has.
    ///
    /// @param attempt the number of its last attempt
    public record Held(long number, int attempt) {}

    /// The jobs that an owner has.
    public static List<Held> held(Transaction transaction, Owner owner) throws SQLException {
        return transaction.rows(
                row -> new Held(row.number("number"), row.count("attempts")),
                "select number, attempts from jobber_jobs where node = ? and session = ?"
                        + " order by number",
                owner.node(),
                owner.session());
    }

    // ---- looking

    /// The job of this id that has not ended, or else the last one of it.
    public static Optional<StoredJob> find(Transaction transaction, String id) throws SQLException {
        long now = transaction.now();
        return transaction.row(
                row -> job(row, now),
                "select "
                        + COLUMNS
                        + " from jobber_jobs where id = ?"
                        + " order by number desc limit 1",
                id);
    }

    /// The job that has not ended and has this key.
    static Optional<StoredJob> withKey(Transaction transaction, String key) throws SQLException {
        long now = transaction.now();
        return transaction.row(
                row -> job(row, now),
                "select " + COLUMNS + " from jobber_jobs where unique_key = ? and ended is null",
                key);
    }

    /// The job of this number.
    public static Optional<StoredJob> get(Transaction transaction, long number)
            throws SQLException {
        long now = transaction.now();
        return transaction.row(
                row -> job(row, now),
                "select " + COLUMNS + " from jobber_jobs where number = ?",
                number);
    }

    /// The jobs that a question is about, in the order of their starts.
    public static List<StoredJob> all(Transaction transaction, JobQuery query) throws SQLException {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        List<Object> values = new ArrayList<>();
        if (!query.statuses().isEmpty()) {
            conditions.add(
                    query.statuses().stream()
                            .map(status -> "?")
                            .collect(Collectors.joining(", ", "status in (", ")")));
            query.statuses().forEach(status -> values.add(status.toString()));
        }
        query.type()
                .ifPresent(type -> {
                    conditions.add("type = ?");
                    values.add(type);
                });
        query.node()
                .ifPresent(node -> {
                    conditions.add("coalesce(node, last_node) = ?");
                    values.add(node);
                });
        values.add(query.most());
        long now = transaction.now();
        return transaction
                .rows(
                        row -> job(row, now),
                        "select "
                                + COLUMNS
                                + " from jobber_jobs where "
                                + String.join(" and ", conditions)
                                + " order by number desc limit ?",
                        values.toArray())
                .reversed();
    }

    private static StoredJob job(Row row, long now) throws SQLException {
        Optional<Long> started = row.optionalNumber("started");
        Optional<Long> ended = row.optionalNumber("ended");
        long from = started.orElse(row.number("submitted"));
        Optional<String> owner = row.optionalText("node");
        Optional<String> last = row.optionalText("last_node");
        return new StoredJob(
                row.number("number"),
                new JobInfo(
                        new JobIdentity(
                                row.optionalText("name"),
                                Optional.of(row.text("id")),
                                row.optionalText("type")),
                        JobStatus.valueOf(row.text("status").toUpperCase(Locale.ROOT)),
                        row.optionalText("error"),
                        new JobInfo.Runs(
                                row.optionalText("pid"),
                                row.count("attempts"),
                                row.count("restarts")),
                        new JobInfo.Times(
                                Instant.ofEpochMilli(from),
                                Duration.ofMillis(Math.max(0, ended.orElse(now) - from)))),
                owner.or(() -> last),
                owner.isPresent(),
                DefinitionText.parse(row.text("definition")));
    }

    /// The jobs that a node has started and that have not ended.
    public static List<StoredJob> startedBy(Transaction transaction, Owner home)
            throws SQLException {
        long now = transaction.now();
        return transaction.rows(
                row -> job(row, now),
                "select "
                        + COLUMNS
                        + " from jobber_jobs where home = ? and ended is null"
                        + " order by number",
                home.session());
    }

    /// The jobs of a type that wait for room, in the order in which they start.
    public static List<StoredJob> queue(Transaction transaction, String type, int most)
            throws SQLException {
        long now = transaction.now();
        return transaction.rows(
                row -> job(row, now),
                "select "
                        + COLUMNS
                        + " from jobber_jobs where status = 'queued' and type = ?"
                        + " order by priority desc, number limit ?",
                type,
                most);
    }

    /// How many jobs there are of this status.
    public static int count(Transaction transaction, JobStatus status) throws SQLException {
        return (int)
                transaction.count(
                        "select count(*) from jobber_jobs where status = ?", status.toString());
    }

    /// How many jobs run.
    public static int running(Transaction transaction) throws SQLException {
        return (int) transaction.count("select count(*) from jobber_jobs where node is not null");
    }

    /// Before which time jobs ended that are not kept.
    ///
    /// @param before those that ended before this time are not
    /// @param most of the others, all but the last so many are not
    public static long keptFrom(Transaction transaction, long before, int most)
            throws SQLException {
        Optional<Long> tooMany =
                transaction.row(
                        row -> row.number("ended"),
                        "select ended from jobber_jobs where ended is not null"
                                + " order by ended desc limit 1 offset ?",
                        most);
        return Math.max(before, tooMany.map(ended -> ended + 1).orElse(before));
    }

    /// Forgets some of the jobs that ended before this time, those that ended first.
    ///
    /// @param most so many at once
    /// @return how many
    public static int forget(Transaction transaction, long before, int most) throws SQLException {
        var some =
                "(select number from jobber_jobs where ended < ? order by ended, number limit ?)";
        transaction.update("delete from jobber_attempts where job in " + some, before, most);
        return transaction.update("delete from jobber_jobs where number in " + some, before, most);
    }
}
