package dev.jobber.shell.session;

import dev.jobber.job.JobStart;
import dev.jobber.job.JobStatus;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import java.util.Optional;

/// What a command answers that has started a job.
public final class StartAnswer {
    private StartAnswer() {}

    /// The answer.
    public static Answer of(JobStart start) {
        return switch (start) {
            case JobStart.Started(Pid pid, String id) ->
                    Answer.of(
                            Value.Fields.none().with("pid", pid.toString()).with("id", id),
                            "ok " + pid + "  id " + id);
            case JobStart.Queued(String id) -> withoutProcess(Optional.of(id), JobStatus.QUEUED);
            case JobStart.Waiting(String id) -> withoutProcess(Optional.of(id), JobStatus.WAITING);
            case JobStart.Skipped(Optional<String> id) -> withoutProcess(id, JobStatus.SKIPPED);
            case JobStart.Refused(String code, String message, ExitReason _) ->
                    Answer.failed(UserError.of(new ErrorCode(code), message));
        };
    }

    private static Answer withoutProcess(Optional<String> id, JobStatus status) {
        return Answer.of(
                Value.Fields.none()
                        .with("pid", Value.nothing())
                        .with("id", Value.ofText(id))
                        .with("status", status.toString()),
                "ok " + status + id.map(it -> "  id " + it).orElse(""));
    }
}
