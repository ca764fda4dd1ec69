package dev.jobber.store.table;

import dev.jobber.job.JobStart;
import dev.jobber.job.JobStatus;
import dev.jobber.job.StartRefusals;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.Flow;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.job.policy.Rate;
import dev.jobber.job.policy.TypeGate.Cause;
import dev.jobber.store.sql.Transaction;
import dev.jobber.store.table.JobRows.Claim;
import dev.jobber.store.table.JobRows.Fresh;
import dev.jobber.store.table.JobRows.Waiting;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which jobs may start, over all nodes: what the gates of types are in the memory.
///
/// What holds at any time:
///
/// - The row of a type is locked from the look at its jobs to the end of the transaction, so two
///   nodes never both find the last place free.
/// - Of the jobs of a type that wait, the one with the highest priority is next, and of those the
///   one that came first. None starts past it.
public final class Admission {
    /// The priority of a job that another is stopped for: it starts before all others.
    private static final long REPLACES = 1L << 40;

    private Admission() {}

    /// Where a job could run.
    ///
    /// @param owner the node that asks
    /// @param workers how many jobs it runs at once
    /// @param isDraining whether it takes none
    public record Node(Owner owner, int workers, boolean isDraining) {
        boolean hasRoom(Transaction transaction) throws SQLException {
            return !isDraining && JobRows.owned(transaction, owner) < workers;
        }
    }

    /// What came of a start.
    public sealed interface Entry {
        /// It runs on the node that asked.
        record Claimed(Claim claim) implements Entry {}

        /// It does not start now.
        record Answered(JobStart start) implements Entry {}

        /// It waits until this job has been stopped.
        record Replaces(String id, StoredJob oldest) implements Entry {}
    }

    /// A job comes.
    ///
    /// @param after the ids of the jobs that must be done first
    public static Entry enter(Transaction transaction, Fresh given, List<String> after, Node node)
            throws SQLException {
        if (node.isDraining()) {
            return new Entry.Answered(StartRefusals.DRAINING);
        }
        Optional<String> type = given.identity().type();
        TypeRows.Type said =
                type.isPresent() ? TypeRows.lock(transaction, type.get()) : TypeRows.Type.NONE;
        var fresh =
                new Fresh(
                        given.identity(),
                        given.definition(),
                        given.policy(),
                        said.policy(),
                        given.maxCrashes());
        if (!after.isEmpty()) {
            return waitForOthers(transaction, fresh, after, node.owner());
        }
        Decision decision =
                type.isPresent() ? decide(transaction, type.get(), fresh, said) : Decision.START;
        return switch (decision) {
            case Decision.Refuse(JobStart.Refused why) -> new Entry.Answered(why);
            case Decision.Skip() -> new Entry.Answered(new JobStart.Skipped(Optional.empty()));
            case Decision.Wait() -> added(transaction, fresh, JobStatus.QUEUED, node, false);
            case Decision.Start() -> added(transaction, fresh, JobStatus.QUEUED, node, true);
            case Decision.Replace() -> replacing(transaction, fresh, node.owner());
        };
    }

    private sealed interface Decision {
        Decision START = new Start();

        record Start() implements Decision {}

        record Wait() implements Decision {}

        record Skip() implements Decision {}

        record Replace() implements Decision {}

        record Refuse(JobStart.Refused why) implements Decision {}
    }

    /// As [dev.jobber.job.policy.TypeGate#enter] decides in the memory.
    private static Decision decide(
            Transaction transaction, String type, Fresh fresh, TypeRows.Type said)
            throws SQLException {
        AdmissionPolicy both = fresh.policy().admission().or(said.policy().admission());
        if (said.flow() == Flow.DRAINING) {
            return refuse(transaction, type, Cause.DRAINING, both);
        }
        int running = TypeRows.running(transaction, type);
        Optional<Cause> inTheWay = inTheWay(transaction, type, both, running);
        if (inTheWay.isEmpty() && said.flow() == Flow.OPEN) {
            return Decision.START;
        }
        return switch (both.whenFullOrReject()) {
            case SKIP -> new Decision.Skip();
            case REJECT ->
                    said.flow() == Flow.OPEN
                            ? refuse(transaction, type, inTheWay.orElseThrow(), both)
                            : waits(transaction, type, both);
            case QUEUE -> waits(transaction, type, both);
            case REPLACE -> {
                if (said.flow() != Flow.OPEN) {
                    yield waits(transaction, type, both);
                }
                yield running == 0 && !both.limitOrNone().allows(0)
                        ? refuse(transaction, type, Cause.LIMIT, both)
                        : new Decision.Replace();
            }
        };
    }

    private static Optional<Cause> inTheWay(
            Transaction transaction, String type, AdmissionPolicy both, int running)
            throws SQLException {
        boolean hasRoom = both.limitOrNone().allows(running);
        if (!hasRoom) {
            return Optional.of(Cause.LIMIT);
        }
        if (TypeRows.queued(transaction, type, 1) > 0) {
            return Optional.of(Cause.OTHERS_WAIT);
        }
        return untilNext(transaction, type, both) > 0 ? Optional.of(Cause.RATE) : Optional.empty();
    }

    private static long untilNext(Transaction transaction, String type, AdmissionPolicy both)
            throws SQLException {
        return both.rateOrNone() instanceof Rate.Per(int starts, Duration time)
                ? TypeRows.untilNext(transaction, type, starts, time.toMillis())
                : 0;
    }

    private static Decision refuse(
            Transaction transaction, String type, Cause cause, AdmissionPolicy both)
            throws SQLException {
        return new Decision.Refuse(
                StartRefusals.noRoom(type, cause, both, TypeRows.load(transaction, type)));
    }

    private static Decision waits(Transaction transaction, String type, AdmissionPolicy both)
            throws SQLException {
        int most = both.queueMaxOrDefault();
        return TypeRows.queued(transaction, type, most) >= most
                ? refuse(transaction, type, Cause.QUEUE_FULL, both)
                : new Decision.Wait();
    }

    private static Entry added(
            Transaction transaction, Fresh fresh, JobStatus status, Node node, boolean mayStart)
            throws SQLException {
        Optional<Long> number = JobRows.add(transaction, fresh, status, node.owner());
        if (number.isEmpty()) {
            return new Entry.Answered(taken(transaction, fresh));
        }
        Optional<Claim> claim =
                mayStart && node.hasRoom(transaction)
                        ? JobRows.claim(transaction, number.get(), node.owner())
                        : Optional.empty();
        return claim.<Entry>map(Entry.Claimed::new)
                .orElseGet(() -> new Entry.Answered(new JobStart.Queued(fresh.id())));
    }

    /// A job that has not ended has its id, or its key.
    private static JobStart taken(Transaction transaction, Fresh fresh) throws SQLException {
        Optional<StoredJob> namesake =
                JobRows.find(transaction, fresh.id()).filter(job -> !job.info().status().isEnd());
        if (namesake.isPresent()) {
            return StartRefusals.idTaken(fresh.id(), namesake.get().info().status());
        }
        String key = fresh.policy().unique().orElse("");
        StoredJob holder = JobRows.withKey(transaction, key).orElseThrow();
        return StartRefusals.keyTaken(key, holder.id(), holder.info().status());
    }

    private static Entry replacing(Transaction transaction, Fresh fresh, Owner home)
            throws SQLException {
        Optional<Long> number = JobRows.add(transaction, fresh, JobStatus.QUEUED, home);
        if (number.isEmpty()) {
            return new Entry.Answered(taken(transaction, fresh));
        }
        transaction.update(
                "update jobber_jobs set priority = priority + ? where number = ?",
                REPLACES,
                number.get());
        String type = fresh.identity().type().orElseThrow();
        Optional<Long> oldest =
                transaction.row(
                        row -> row.number("number"),
                        "select number from jobber_jobs where type = ? and node is not null"
                                + " and leaves = 0 order by number limit 1",
                        type);
        if (oldest.isEmpty()) {
            return new Entry.Answered(new JobStart.Queued(fresh.id()));
        }
        transaction.update("update jobber_jobs set leaves = 1 where number = ?", oldest.get());
        return new Entry.Replaces(fresh.id(), JobRows.get(transaction, oldest.get()).orElseThrow());
    }

    private static Entry waitForOthers(
            Transaction transaction, Fresh fresh, List<String> after, Owner home)
            throws SQLException {
        List<StoredJob> open = new ArrayList<>();
        Optional<StoredJob> failed = Optional.empty();
        for (String id : after) {
            Optional<StoredJob> other = JobRows.find(transaction, id);
            if (other.isEmpty()) {
                return new Entry.Answered(StartRefusals.noSuchPredecessor(id));
            }
            JobStatus status = other.get().info().status();
            if (!status.isEnd()) {
                open.add(other.get());
            } else if (status != JobStatus.DONE && failed.isEmpty()) {
                failed = other;
            }
        }
        boolean isReady = open.isEmpty() && failed.isEmpty();
        Optional<Long> number =
                JobRows.add(
                        transaction, fresh, isReady ? JobStatus.QUEUED : JobStatus.WAITING, home);
        if (number.isEmpty()) {
            return new Entry.Answered(taken(transaction, fresh));
        }
        if (failed.isPresent()) {
            Needs.add(transaction, number.get(), failed.get().number());
            Needs.ended(transaction, failed.get().number(), failed.get().info().status());
            return new Entry.Answered(new JobStart.Skipped(Optional.of(fresh.id())));
        }
        for (StoredJob each : open) {
            Needs.add(transaction, number.get(), each.number());
        }
        return new Entry.Answered(new JobStart.Waiting(fresh.id()));
    }

    /// What a node is to do next for those that wait.
    ///
    /// @param claims the jobs that it has got
    /// @param pause when it is to look again because of a rate, in milliseconds; 0 for no such time
    public record Next(List<Claim> claims, long pause) {}

    /// A node gets jobs that wait, as many as it has room for and may start.
    ///
    /// @param except those that it cannot run
    /// @param most how many it gets at most
    public static Next next(Transaction transaction, Node node, List<Long> except, int most)
            throws SQLException {
        List<Claim> claims = new ArrayList<>();
        long wait = 0;
        while (claims.size() < most && node.hasRoom(transaction)) {
            List<Waiting> heads = new ArrayList<>();
            JobRows.head(transaction, Optional.empty(), except).ifPresent(heads::add);
            for (String type : TypeRows.names(transaction)) {
                Optional<Waiting> head = JobRows.head(transaction, Optional.of(type), except);
                if (head.isPresent()) {
                    long until = untilStart(transaction, type, head.get().policy());
                    if (until == 0) {
                        heads.add(head.get());
                    } else if (until > 0) {
                        wait = wait == 0 ? until : Math.min(wait, until);
                    }
                }
            }
            Optional<Waiting> first =
                    heads.stream()
                            .min(
                                    Comparator.comparingLong(Waiting::priority)
                                            .reversed()
                                            .thenComparing(Waiting::number));
            if (first.isEmpty()) {
                break;
            }
            JobRows.claim(transaction, first.get().number(), node.owner()).ifPresent(claims::add);
        }
        return new Next(claims, wait);
    }

    /// When a job of a type may start.
    ///
    /// @return 0 for now, milliseconds until then, -1 for when something has changed
    private static long untilStart(Transaction transaction, String type, JobPolicy own)
            throws SQLException {
        TypeRows.Type said = TypeRows.lock(transaction, type);
        if (said.flow() == Flow.PAUSED) {
            return -1;
        }
        AdmissionPolicy both = own.admission().or(said.policy().admission());
        return both.limitOrNone().allows(TypeRows.running(transaction, type))
                ? untilNext(transaction, type, both)
                : -1;
    }
}
