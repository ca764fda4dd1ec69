package dev.jobber.shell.command.job;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.JobRequest;
import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.durable.StoredAttempt;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.job.history.AttemptInfo;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.shell.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A job as commands show it, from this program's memory or from its store.
///
/// @param look how it is
/// @param history its last attempts
/// @param handle the job in the memory
record JobView(Jobs.Look look, List<AttemptInfo> history, Optional<JobHandle> handle) {
    /// The job that a text means. What the memory has is newer than what the store has.
    ///
    /// @throws dev.jobber.shell.result.ShellException `not_found` where it means none
    static JobView find(Session session, String text) {
        Optional<JobHandle> handle = session.observer().job(text);
        Optional<DurableJobs> store = session.store();
        boolean isInStore = handle.map(JobView::isDurable).orElse(true);
        if (store.isEmpty() || !isInStore) {
            return of(session, session.targets().job(text), List.of());
        }
        Optional<StoredJob> stored = store.get().find(handle.map(JobHandle::id).orElse(text));
        if (stored.isEmpty()) {
            return of(session, session.targets().job(text), List.of());
        }
        List<AttemptInfo> before =
                store.get().attempts(stored.get()).stream().map(StoredAttempt::info).toList();
        return handle.isPresent()
                ? of(session, handle.get(), before)
                : new JobView(Jobs.Look.at(stored.get()), before, Optional.empty());
    }

    /// Whether the store has handed out this job.
    static boolean isDurable(JobHandle job) {
        return job.request().origin() instanceof JobRequest.Origin.Store;
    }

    /// @param before attempts of the store; those that the memory knows too are left out
    private static JobView of(Session session, JobHandle job, List<AttemptInfo> before) {
        List<AttemptInfo> known = job.history();
        int first = known.isEmpty() ? Integer.MAX_VALUE : known.getFirst().number();
        List<AttemptInfo> all =
                new ArrayList<>(before.stream().filter(each -> each.number() < first).toList());
        all.addAll(known);
        return new JobView(Jobs.Look.at(job, session.store()), all, Optional.of(job));
    }

    JobInfo info() {
        return look.info();
    }

    Optional<AttemptLog.Progress> progress() {
        return handle.flatMap(JobHandle::progress);
    }
}
