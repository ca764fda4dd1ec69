package dev.jobber.store.table;

import dev.jobber.job.durable.Definition;
import dev.jobber.job.durable.DurableSchedules;
import dev.jobber.job.schedule.KeptPlanner.Run;
import dev.jobber.job.schedule.Misfire;
import dev.jobber.job.schedule.Overlap;
import dev.jobber.job.schedule.Schedule;
import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.job.schedule.ScheduleText;
import dev.jobber.store.sql.Row;
import dev.jobber.store.sql.Transaction;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The schedules.
public final class ScheduleRows {
    /// Told apart from what other programs lock, and from the lock of the tables.
    private static final long NAMES = 0x6a6f62626573L;

    /// The schedules that have something to do: a run is due, or waits for its turn, or the clock
    /// was set back. The question mark is the time.
    private static final String HAS_WORK =
            """
            (comes <= ? or latest > ? or waiting > 0
                and (overlap in ('allow', 'replace') or not exists
                    (select 1 from jobber_jobs where schedule = jobber_schedules.name
                        and ended is null)))\
            """;

    private ScheduleRows() {}

    /// A schedule of the store.
    ///
    /// @param what what it is
    /// @param definition what its runs start
    /// @param course how far it has come
    /// @param tally what has become of its runs
    public record Stored(
            String name,
            What what,
            Definition definition,
            Course course,
            ScheduleInfo.Tally tally) {
        /// Whether it comes at the same times and starts the same.
        public boolean isLike(What other) {
            return what.text().line().equals(other.text().line())
                    && what.when().equals(other.when());
        }

        /// As users see it.
        public ScheduleInfo info() {
            return new ScheduleInfo(
                    name, what.text(), what.when(), course.next().map(Run::comes), tally);
        }

        Stored with(Course newCourse, ScheduleInfo.Tally newTally) {
            return new Stored(name, what, definition, newCourse, newTally);
        }
    }

    /// What a schedule is.
    public record What(ScheduleText text, ScheduleInfo.When when) {}

    /// How far a schedule has come.
    ///
    /// @param latest when its last run was to come; when it began if none has come yet
    /// @param next the run that comes next
    /// @param waiting how many runs have come due and wait for their turn
    public record Course(Instant latest, Optional<Run> next, long waiting) {}

    /// The schedule of a row; empty if this program can make nothing of its times: a node that
    /// knows more time zones can.
    private static Optional<Stored> stored(Row row) throws SQLException {
        try {
            return Optional.of(readable(row));
        } catch (IllegalArgumentException | DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static Stored readable(Row row) throws SQLException {
        Optional<Long> planned = row.optionalNumber("planned");
        Optional<Long> comes = row.optionalNumber("comes");
        return new Stored(
                row.text("name"),
                new What(
                        new ScheduleText(row.text("line"), row.text("start_line")),
                        new ScheduleInfo.When(
                                TimingText.parse(row.text("timing")),
                                new Schedule.Rules(
                                        Overlap.valueOf(upper(row, "overlap")),
                                        Misfire.valueOf(upper(row, "misfire")),
                                        Duration.ofMillis(row.number("jitter"))))),
                DefinitionText.parse(row.text("definition")),
                new Course(
                        row.time("latest"),
                        planned.flatMap(time -> comes.map(later -> run(time, later))),
                        row.number("waiting")),
                new ScheduleInfo.Tally(
                        row.number("runs"),
                        row.number("skipped"),
                        row.optionalNumber("last_run").map(Instant::ofEpochMilli)));
    }

    private static Run run(long planned, long comes) {
        return new Run(Instant.ofEpochMilli(planned), Instant.ofEpochMilli(comes));
    }

    private static String upper(Row row, String column) throws SQLException {
        return row.text(column).toUpperCase(Locale.ROOT);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    /// Until the transaction ends, no other one gets past this: so a name that is free stays free.
    public static void lockNames(Transaction transaction) throws SQLException {
        transaction.lock(NAMES);
    }

    /// All schedules, by name.
    public static List<Stored> all(Transaction transaction) throws SQLException {
        return transaction
                .rows(ScheduleRows::stored, "select * from jobber_schedules order by name")
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// The names of all schedules.
    public static List<String> names(Transaction transaction) throws SQLException {
        return transaction.rows(
                row -> row.text("name"), "select name from jobber_schedules order by name");
    }

    /// The schedule of this name.
    public static Optional<Stored> find(Transaction transaction, String name) throws SQLException {
        return transaction
                .row(ScheduleRows::stored, "select * from jobber_schedules where name = ?", name)
                .flatMap(found -> found);
    }

    /// The schedule of this name, if it has something to do. Until the transaction ends, no other
    /// one gets past this for the same schedule.
    static Optional<Stored> lockWithWork(Transaction transaction, String name) throws SQLException {
        return transaction
                .row(
                        ScheduleRows::stored,
                        "select * from jobber_schedules where name = ? and " + HAS_WORK + "${lock}",
                        name,
                        transaction.now(),
                        transaction.now())
                .flatMap(found -> found);
    }

    /// What is to be done for schedules.
    ///
    /// @param withWork those that have something to do
    /// @param millis how long it is until the next run; empty if none comes
    /// @param runsWait whether runs wait until others have ended
    public record Due(List<Stored> withWork, Optional<Long> millis, boolean runsWait) {}

    /// A look at what is to be done. Locks nothing.
    public static Due due(Transaction transaction) throws SQLException {
        long now = transaction.now();
        List<Stored> withWork =
                transaction
                        .rows(
                                ScheduleRows::stored,
                                "select * from jobber_schedules where "
                                        + HAS_WORK
                                        + " order by comes",
                                now,
                                now)
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
        Optional<Long> next =
                transaction.row(
                        row -> row.number("comes"),
                        "select comes from jobber_schedules where comes > ?"
                                + " order by comes limit 1",
                        now);
        return new Due(
                withWork,
                next.map(time -> time - now),
                transaction.count("select count(*) from jobber_schedules where waiting > 0") > 0);
    }

    /// Writes a schedule, in place of one of its name.
    public static void put(Transaction transaction, Stored schedule) throws SQLException {
        What what = schedule.what();
        Schedule.Rules rules = what.when().rules();
        transaction.update("delete from jobber_schedules where name = ?", schedule.name());
        transaction.update(
                """
                insert into jobber_schedules (name, line, start_line, definition, timing,
                    overlap, misfire, jitter, latest, planned, comes, waiting, runs, skipped,
                    last_run)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                schedule.name(),
                what.text().line(),
                what.text().start(),
                DefinitionText.format(schedule.definition()),
                TimingText.format(what.when().timing()),
                lower(rules.overlap()),
                lower(rules.misfire()),
                rules.jitter().toMillis(),
                schedule.course().latest().toEpochMilli(),
                schedule.course().next().map(run -> run.time().toEpochMilli()),
                schedule.course().next().map(run -> run.comes().toEpochMilli()),
                schedule.course().waiting(),
                schedule.tally().runs(),
                schedule.tally().skipped(),
                schedule.tally().last().map(Instant::toEpochMilli));
    }

    /// Writes how far a schedule has come.
    static void move(Transaction transaction, Stored schedule) throws SQLException {
        transaction.update(
                """
                update jobber_schedules set latest = ?, planned = ?, comes = ?, waiting = ?,
                    runs = ?, skipped = ?, last_run = ?
                where name = ?\
                """,
                schedule.course().latest().toEpochMilli(),
                schedule.course().next().map(run -> run.time().toEpochMilli()),
                schedule.course().next().map(run -> run.comes().toEpochMilli()),
                schedule.course().waiting(),
                schedule.tally().runs(),
                schedule.tally().skipped(),
                schedule.tally().last().map(Instant::toEpochMilli),
                schedule.name());
    }

    /// Removes a schedule.
    public static void remove(Transaction transaction, String name) throws SQLException {
        transaction.update("delete from jobber_schedules where name = ?", name);
    }

    /// A run of a schedule that has not ended.
    ///
    /// @param number the number of its job
    /// @param isOwned whether a node has it
    public record Open(long number, String id, boolean isOwned) {}

    /// The runs of a schedule that have not ended, the oldest first.
    public static List<Open> open(Transaction transaction, String name) throws SQLException {
        return transaction.rows(
                row ->
                        new Open(
                                row.number("number"),
                                row.text("id"),
                                row.optionalText("node").isPresent()),
                "select number, id, node from jobber_jobs where schedule = ? and ended is null"
                        + " order by number",
                name);
    }

    /// A job is a run of a schedule.
    static void isRun(Transaction transaction, String name, String id) throws SQLException {
        transaction.update(
                "update jobber_jobs set schedule = ? where id = ? and ended is null", name, id);
    }

    /// Forgets the schedules that ended first, where there are too many.
    public static void forget(Transaction transaction) throws SQLException {
        transaction.update(
                """
                delete from jobber_schedules where comes is null and waiting = 0 and name not in
                    (select name from jobber_schedules where comes is null
                        order by coalesce(last_run, 0) desc, name limit ?)\
                """,
                DurableSchedules.MOST_ENDED);
    }
}
