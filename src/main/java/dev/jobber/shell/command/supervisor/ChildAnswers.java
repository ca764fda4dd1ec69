package dev.jobber.shell.command.supervisor;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Supervisor;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ExitErrors;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import java.util.List;
import java.util.Optional;

/// What the commands that ask supervisors for something have in common.
final class ChildAnswers {
    /// The supervisor that is asked where the line names none.
    static final String DEFAULT = "JobRunner";

    private ChildAnswers() {}

    /// @param change what has changed where it was done
    static Answer answer(Supervisor.Outcome outcome, String change) {
        return switch (outcome) {
            case Supervisor.Outcome.Ok() -> Answer.ok(change);
            case Supervisor.Outcome.Refused(ExitReason reason) ->
                    Answer.failed(ExitErrors.of(reason));
        };
    }

    static Answer answer(StartResult started) {
        return switch (started) {
            case StartResult.Started(Pid pid, Optional<Object> _) ->
                    Answer.of(Value.Fields.none().with("pid", pid.toString()), "ok " + pid);
            case StartResult.Ignored() ->
                    Answer.of(Value.Fields.none().with("pid", "undefined"), "ok undefined");
            case StartResult.Failed(ExitReason reason) -> Answer.failed(ExitErrors.of(reason));
        };
    }

    /// The error of a child that a supervisor does not have.
    ///
    /// @param ids the ids of those that it has
    static ShellException notFound(String child, String supervisor, List<String> ids) {
        return new ShellException(
                new UserError(
                        ErrorCode.NOT_FOUND,
                        supervisor + " has no child " + child,
                        DidYouMean.hint(
                                child, ids, "'which-children " + supervisor + "' lists them")));
    }

    /// The error of a request that only a supervisor with ids for its children can do.
    static ShellException noIds(String supervisor) {
        return new ShellException(
                new UserError(
                        new ErrorCode("simple_one_for_one"),
                        "the children of " + supervisor + " have no ids",
                        "terminate-child takes the child's pid"));
    }
}
