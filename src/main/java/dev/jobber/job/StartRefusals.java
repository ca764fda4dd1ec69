package dev.jobber.job;

import dev.jobber.job.policy.Limit;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;

/// Why jobs were not started, in a word and a sentence.
final class StartRefusals {
    private StartRefusals() {}

    /// The word for a refusal by the quota of a type.
    static String quotaReached(String type) {
        return type + "_quota_reached";
    }

    static JobStart.Refused of(JobLifecycle life, ExitReason reason, JobTable table) {
        String quota = life.request().type().map(StartRefusals::quotaReached).orElse("");
        return switch (cause(reason)) {
            case ExitReason.AlreadyStarted(Pid holder) ->
                    new JobStart.Refused(
                            "already_started",
                            "the id "
                                    + life.id()
                                    + " is taken: "
                                    + holder
                                    + " has it; choose another, or stop that job",
                            reason);
            case ExitReason.Word(String word) when word.equals(quota) ->
                    new JobStart.Refused(
                            word,
                            quotaMessage(table.limit(life.request().type().orElseThrow())),
                            reason);
            case ExitReason.Word(String word) ->
                    new JobStart.Refused(word, "the job was not started: " + word, reason);
            case ExitReason other ->
                    new JobStart.Refused(
                            "failed_to_start",
                            "the job was not started: " + other.sentence(),
                            reason);
        };
    }

    /// Why the job's own process did not start.
    private static ExitReason cause(ExitReason reason) {
        return reason
                        instanceof
                        ExitReason.ShutdownWith(ExitReason.FailedToStartChild(_, ExitReason why))
                ? why
                : reason;
    }

    private static String quotaMessage(Limit now) {
        return "type "
                + now.type()
                + " has reached its limit: "
                + now.running()
                + " running, "
                + now.limit().orElse(now.running())
                + " allowed; wait until one has ended, or raise the limit";
    }
}
