package dev.jobber.job;

import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.DurationText;
import dev.jobber.job.policy.Rate;
import dev.jobber.job.policy.TypeGate;
import dev.jobber.job.policy.TypeInfo;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import java.time.Duration;

/// Why jobs were not started, in a word and a sentence.
public final class StartRefusals {
    private static final String ALREADY_STARTED = "already_started";

    private StartRefusals() {}

    /// The word for a refusal by the quota of a type.
    static String quotaReached(String type) {
        return type + "_quota_reached";
    }

    /// No job of any type is taken.
    public static final JobStart.Refused DRAINING =
            refused("draining", "jobber takes no more jobs: 'resume' lets it take jobs again");

    /// A supervisor could not start the job.
    static JobStart.Refused of(JobLifecycle life, ExitReason reason) {
        return switch (cause(reason)) {
            case ExitReason.AlreadyStarted(Pid holder) ->
                    new JobStart.Refused(
                            ALREADY_STARTED, idTaken(life.id(), holder.toString()), reason);
            case ExitReason.Word(String word) ->
                    new JobStart.Refused(word, "the job was not started: " + word, reason);
            case ExitReason other ->
                    new JobStart.Refused(
                            "failed_to_start",
                            "the job was not started: " + other.sentence(),
                            reason);
        };
    }

    /// A job that is known has the id.
    static JobStart.Refused idTaken(JobLifecycle holder) {
        return holder.process()
                .map(pid ->
                        new JobStart.Refused(
                                ALREADY_STARTED,
                                idTaken(holder.id(), pid.toString()),
                                new ExitReason.AlreadyStarted(pid)))
                .orElseGet(() -> idTaken(holder.id(), holder.status()));
    }

    /// A job that is known and has no process has the id.
    public static JobStart.Refused idTaken(String id, JobStatus holder) {
        return refused(ALREADY_STARTED, idTaken(id, "a job that is " + holder));
    }

    private static String idTaken(String id, String holder) {
        return "the id "
                + id
                + " is taken: "
                + holder
                + " has it; choose another, or stop that job";
    }

    /// A job that has not ended has the key.
    static JobStart.Refused keyTaken(String key, JobLifecycle holder) {
        return keyTaken(key, holder.id(), holder.status());
    }

    /// A job that has not ended has the key.
    ///
    /// @param id what that job is called
    public static JobStart.Refused keyTaken(String key, String id, JobStatus status) {
        return refused(
                ALREADY_STARTED,
                "the key "
                        + key
                        + " is taken: the job "
                        + id
                        + " has it and is "
                        + status
                        + "; wait until it has ended, or stop it");
    }

    /// There is no job of this id to wait for.
    public static JobStart.Refused noSuchPredecessor(String id) {
        return refused(
                "not_found", "there is no job " + id + " to wait for; 'jobs' lists the jobs");
    }

    /// The type of the job leaves no room for it.
    static JobStart.Refused of(JobLifecycle life, TypeGate.Entry.Refused<JobLifecycle> entry) {
        return noRoom(
                life.request().type().orElseThrow(), entry.cause(), entry.policy(), entry.load());
    }

    /// A type leaves no room for a job.
    ///
    /// @param policy what the start and its type say together
    public static JobStart.Refused noRoom(
            String type, TypeGate.Cause cause, AdmissionPolicy policy, TypeInfo.Load load) {
        return switch (cause) {
            case LIMIT ->
                    refused(
                            quotaReached(type),
                            "type "
                                    + type
                                    + " has reached its limit: "
                                    + load.running()
                                    + " running, "
                                    + policy.limitOrNone()
                                    + " allowed; wait until one has ended, or raise the limit");
            case RATE ->
                    refused(
                            quotaReached(type),
                            "type "
                                    + type
                                    + " has reached its rate: "
                                    + inWords(policy.rateOrNone())
                                    + " allowed; wait, or raise the rate");
            case OTHERS_WAIT ->
                    refused(
                            quotaReached(type),
                            "type "
                                    + type
                                    + " has room, but "
                                    + load.queued()
                                    + " jobs wait for it; --when-full queue lets this one wait too");
            case QUEUE_FULL ->
                    refused(
                            "queue_full",
                            "the queue of type "
                                    + type
                                    + " is full: "
                                    + load.queued()
                                    + " waiting, "
                                    + policy.queueMaxOrDefault()
                                    + " allowed; wait until one has started, or raise --queue-max");
            case DRAINING ->
                    refused(
                            "draining",
                            "type "
                                    + type
                                    + " takes no more jobs: 'resume "
                                    + type
                                    + "' lets it take jobs again");
        };
    }

    private static String inWords(Rate rate) {
        return switch (rate) {
            case Rate.None() -> "any number of starts";
            case Rate.Per(int starts, Duration time) ->
                    starts
                            + (starts == 1 ? " start" : " starts")
                            + " within "
                            + DurationText.format(time);
        };
    }

    private static JobStart.Refused refused(String code, String message) {
        return new JobStart.Refused(code, message, ExitReason.word(code));
    }

    /// Why the job's own process did not start.
    private static ExitReason cause(ExitReason reason) {
        return reason
                        instanceof
                        ExitReason.ShutdownWith(ExitReason.FailedToStartChild(_, ExitReason why))
                ? why
                : reason;
    }
}
