package dev.jobber.job;

import dev.jobber.job.identity.JobIdentity;
import dev.jobber.job.policy.Backoff;
import dev.jobber.job.policy.JobPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A job to start.
///
/// @param work what it does; a job without work is refused when it starts
/// @param identity what it is called
/// @param policy when it starts, how it is tried again and how long it may take; what it does not
///   say, the policy of its type says
/// @param after the ids of the jobs that must be done before it starts
/// @param origin where it was decided that it may start
public record JobRequest(
        Optional<Work> work,
        JobIdentity identity,
        JobPolicy policy,
        List<String> after,
        Origin origin) {
    /// Where it was decided that a job may start.
    public sealed interface Origin {
        /// In the process that starts it: its type's limit, rate and queue count.
        record Here() implements Origin {}

        /// In a store that outlives the process: the job has its place there, and takes none here.
        ///
        /// @param attempts how many attempts the job has had before; its next one has the number
        ///   that follows
        record Store(int attempts) implements Origin {}

        /// How many attempts the job has had before.
        default int attempts() {
            return this instanceof Store(int before) ? before : 0;
        }
    }

    private static final Origin HERE = new Origin.Here();

    public JobRequest {
        after = List.copyOf(after);
    }

    /// A request without work, and with all defaults.
    public static final JobRequest EMPTY =
            new JobRequest(Optional.empty(), JobIdentity.NONE, JobPolicy.NONE, List.of(), HERE);

    /// A request with this work, and with all other defaults.
    public static JobRequest of(Work work) {
        return new JobRequest(Optional.of(work), JobIdentity.NONE, JobPolicy.NONE, List.of(), HERE);
    }

    /// What the job is called, if the request says it.
    public Optional<String> id() {
        return identity.id();
    }

    /// What the work is called.
    public Optional<String> name() {
        return identity.name();
    }

    /// The type of the job.
    public Optional<String> type() {
        return identity.type();
    }

    /// The same request with this name of the work.
    public JobRequest withName(String name) {
        return with(new JobIdentity(Optional.of(name), id(), type()));
    }

    /// The same request with this id. Throws [IllegalArgumentException] if the text cannot be an
    /// id.
    public JobRequest withId(String id) {
        return with(identity.withId(id));
    }

    /// The same, its id drawn at random.
    public JobRequest withRandomId() {
        return with(new JobIdentity(name(), Optional.empty(), type()));
    }

    /// The same under this label.
    public JobRequest withType(String type) {
        return with(new JobIdentity(name(), id(), Optional.of(type)));
    }

    /// The same request with this number of retries.
    public JobRequest withMaxRetries(int retries) {
        return withPolicy(
                policy.withRetries(
                        new JobPolicy.Retries(Optional.of(retries), policy.retries().backoff())));
    }

    /// The same request with this wait before each retry.
    public JobRequest withRetryDelay(Duration delay) {
        return withPolicy(
                policy.withRetries(
                        new JobPolicy.Retries(
                                policy.retries().most(), Optional.of(new Backoff.Fixed(delay)))));
    }

    /// The same request with this time limit for each attempt. Throws [IllegalArgumentException] if
    /// the limit is not above 0.
    public JobRequest withTimeout(Duration limit) {
        return withPolicy(policy.withTimeout(limit));
    }

    /// The same under this policy, and under its label if it says one.
    public JobRequest withPolicy(JobPolicy newPolicy) {
        var request = new JobRequest(work, identity, newPolicy, after, origin);
        return newPolicy.type().map(request::withType).orElse(request);
    }

    /// The same, started when these jobs are done.
    public JobRequest withAfter(List<String> ids) {
        return new JobRequest(work, identity, policy, ids, origin);
    }

    /// The same, doing this.
    public JobRequest withWork(Work newWork) {
        return new JobRequest(Optional.of(newWork), identity, policy, after, origin);
    }

    /// The same, decided there.
    public JobRequest withOrigin(Origin newOrigin) {
        return new JobRequest(work, identity, policy, after, newOrigin);
    }

    private JobRequest with(JobIdentity newIdentity) {
        return new JobRequest(work, newIdentity, policy, after, origin);
    }
}
