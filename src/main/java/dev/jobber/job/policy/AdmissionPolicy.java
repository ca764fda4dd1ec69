package dev.jobber.job.policy;

import java.util.Optional;

/// What a type, a definition or a start says of when a job may start. What it does not say is as
/// usual.
///
/// @param limit how many jobs of the type may run at once; any number is usual
/// @param whenFull what becomes of a start for which there is no room; usually it is refused
/// @param queueMax how many jobs may wait for room; [#DEFAULT_QUEUE_MAX] is usual
/// @param rate how many jobs of the type may start within a time; any number is usual
/// @param priority of two jobs that wait, the one with the higher number starts first; 0 is usual
public record AdmissionPolicy(
        Optional<Limit> limit,
        Optional<WhenFull> whenFull,
        Optional<Integer> queueMax,
        Optional<Rate> rate,
        Optional<Integer> priority) {
    /// How many jobs of a type may usually wait: 10 000.
    public static final int DEFAULT_QUEUE_MAX = 10_000;

    /// Everything as usual.
    public static final AdmissionPolicy NONE =
            new AdmissionPolicy(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /// This policy, and for what it does not say another.
    public AdmissionPolicy or(AdmissionPolicy other) {
        if (equals(NONE) || other.equals(NONE)) {
            return other.equals(NONE) ? this : other;
        }
        return new AdmissionPolicy(
                limit.or(other::limit),
                whenFull.or(other::whenFull),
                queueMax.or(other::queueMax),
                rate.or(other::rate),
                priority.or(other::priority));
    }

    /// The same with this limit.
    public AdmissionPolicy withLimit(Limit newLimit) {
        return new AdmissionPolicy(Optional.of(newLimit), whenFull, queueMax, rate, priority);
    }

    /// The same, with this rule for starts for which there is no room.
    public AdmissionPolicy withWhenFull(WhenFull choice) {
        return new AdmissionPolicy(limit, Optional.of(choice), queueMax, rate, priority);
    }

    /// The same with another number of jobs that may wait.
    public AdmissionPolicy withQueueMax(int jobs) {
        return new AdmissionPolicy(limit, whenFull, Optional.of(jobs), rate, priority);
    }

    /// The same with this rate.
    public AdmissionPolicy withRate(Rate newRate) {
        return new AdmissionPolicy(limit, whenFull, queueMax, Optional.of(newRate), priority);
    }

    /// The same with this priority.
    public AdmissionPolicy withPriority(int number) {
        return new AdmissionPolicy(limit, whenFull, queueMax, rate, Optional.of(number));
    }

    /// The limit that applies.
    public Limit limitOrNone() {
        return limit.orElse(Limit.NONE);
    }

    /// What becomes of a start that there is no room for.
    public WhenFull whenFullOrReject() {
        return whenFull.orElse(WhenFull.REJECT);
    }

    /// Whether a start for which there is no room may have to wait.
    public boolean mayWait() {
        return switch (whenFullOrReject()) {
            case QUEUE, REPLACE -> true;
            case REJECT, SKIP -> false;
        };
    }

    /// How many jobs may wait.
    public int queueMaxOrDefault() {
        return queueMax.orElse(DEFAULT_QUEUE_MAX);
    }

    /// The rate that applies.
    public Rate rateOrNone() {
        return rate.orElse(Rate.NONE);
    }

    /// The place among jobs that wait.
    public int priorityOrDefault() {
        return priority.orElse(0);
    }
}
