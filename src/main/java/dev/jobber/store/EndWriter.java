package dev.jobber.store;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobStatus;
import dev.jobber.job.history.AttemptResult;
import dev.jobber.otp.Event;
import dev.jobber.store.sql.Database;
import dev.jobber.store.table.AttemptRows;
import dev.jobber.store.table.JobRows;
import dev.jobber.store.table.Owner;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the attempts of this node's jobs into the store, and their ends.
///
/// [#begin] waits for the database, and [#settle] for a short time. An end waits by itself until
/// the database takes it.
final class EndWriter implements DurableWork.Attempts {
    /// How long a look at the store waits for ends of this node.
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final Database database;
    private final NodeState state;
    private final StoreListener listener;
    private final OwnedJobs jobs;
    private final Surroundings surroundings;

    /// Ends that have been handed to the database.
    private final Set<CompletableFuture<?>> unwritten = ConcurrentHashMap.newKeySet();

    /// What it needs of this program.
    ///
    /// @param memory finds the job of an id among the jobs of this program
    /// @param written is run after each end that was written
    record Surroundings(Function<String, Optional<JobHandle>> memory, Runnable written) {}

    EndWriter(
            Database database,
            NodeState state,
            StoreListener listener,
            OwnedJobs jobs,
            Surroundings surroundings) {
        this.database = database;
        this.state = state;
        this.listener = listener;
        this.jobs = jobs;
        this.surroundings = surroundings;
    }

    @Override
    public void begin(Owned owned, int attempt) throws InterruptedException {
        if (owned.isLost()) {
            throw new LostException(owned.id());
        }
        if (attempt <= owned.attempt()) {
            return;
        }
        Optional<AttemptRows.Ended> before = ended(owned.id(), owned.attempt());
        Owner owner = state.owner();
        CompletableFuture<Boolean> written =
                database.change(
                        transaction -> {
                            if (before.isPresent()) {
                                AttemptRows.end(transaction, owned.number(), before.get());
                            }
                            return JobRows.beginAgain(transaction, owned.number(), attempt, owner);
                        },
                        Database.ALWAYS);
        try {
            if (!written.get()) {
                owned.lose();
                throw new LostException(owned.id());
            }
            owned.attempt(attempt);
        } catch (InterruptedException ended) {
            written.cancel(false);
            throw ended;
        } catch (ExecutionException failed) {
            throw new LostException(owned.id());
        }
    }

    /// What an attempt has left that is over.
    private Optional<AttemptRows.Ended> ended(String id, int attempt) {
        return surroundings
                .memory()
                .apply(id)
                .flatMap(job ->
                        job.history().stream()
                                .filter(each -> each.number() == attempt)
                                .flatMap(each ->
                                        each.end().stream()
                                                .map(end -> AttemptRows.Ended.of(each, end)))
                                .findFirst());
    }

    /// A job of this node has ended: its end is written soon, and once.
    void ended(JobHandle job) {
        if (job.request().work().orElse(null) instanceof DurableWork work
                && jobs.find(work.owned().number()).filter(work.owned()::equals).isPresent()
                && work.owned().ends()) {
            write(work.owned(), job);
        }
    }

    private void write(Owned owned, JobHandle job) {
        JobInfo info = job.info();
        boolean isEndedFromOutside = isEndedFromOutside(info.status());
        boolean runsAgain = isEndedFromOutside && (state.isEnding() || owned.isLost());
        AttemptRows.Ended attempt =
                lastAttempt(
                        owned,
                        job,
                        runsAgain
                                ? Optional.of(
                                        owned.isLost()
                                                ? AttemptResult.LOST
                                                : AttemptResult.INTERRUPTED)
                                : Optional.empty());
        Owner owner = state.owner();
        CompletableFuture<?> writing =
                database.change(
                                transaction -> {
                                    AttemptRows.end(transaction, owned.number(), attempt);
                                    return runsAgain
                                            ? JobRows.release(
                                                    transaction,
                                                    owned.number(),
                                                    owner,
                                                    Optional.empty())
                                            : JobRows.end(
                                                    transaction,
                                                    owned.number(),
                                                    owned.attempt(),
                                                    owner,
                                                    info);
                                },
                                Database.ALWAYS)
                        .whenComplete((counted, problem) -> written(owned, counted));
        unwritten.add(writing);
        var _ = writing.whenComplete((counted, problem) -> unwritten.remove(writing));
    }

    /// Waits a short time until the ends of this node have been written. So a caller that has seen
    /// an end finds it in the store too.
    void settle() {
        try {
            CompletableFuture.allOf(unwritten.toArray(CompletableFuture<?>[]::new))
                    .get(SETTLING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException | TimeoutException away) {
            // Then the store is as it was.
        }
    }

    private void written(Owned owned, @Nullable Boolean counted) {
        jobs.remove(owned);
        if (Boolean.FALSE.equals(counted) && !owned.isLost()) {
            listener.told(
                    Event.Level.WARNING,
                    "the end of the job "
                            + owned.id()
                            + " does not count: this node does not have it any more");
        }
        surroundings.written().run();
    }

    /// Not by its own work.
    private static boolean isEndedFromOutside(JobStatus status) {
        return status == JobStatus.STOPPED || status == JobStatus.KILLED;
    }

    /// What the last attempt has left whose row is written; it may not have begun.
    ///
    /// @param cutOff what came of it if it was cut off, where that is known better here
    private static AttemptRows.Ended lastAttempt(
            Owned owned, JobHandle job, Optional<AttemptResult> cutOff) {
        AttemptRows.Ended last =
                job.history().stream()
                        .filter(each -> each.number() == owned.attempt())
                        .flatMap(each ->
                                each.end().stream().map(end -> AttemptRows.Ended.of(each, end)))
                        .max(Comparator.comparingInt(AttemptRows.Ended::number))
                        .orElseGet(() ->
                                AttemptRows.Ended.beforeBegin(
                                        owned.attempt(), AttemptResult.STOPPED));
        AttemptResult outcome = last.end().outcome();
        boolean wasCutOff = outcome == AttemptResult.STOPPED || outcome == AttemptResult.KILLED;
        return wasCutOff ? cutOff.map(last::withOutcome).orElse(last) : last;
    }
}
