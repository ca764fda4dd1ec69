package dev.jobber.shell.command;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Supervisor;
import dev.jobber.shell.Answer;
import dev.jobber.shell.ErrorCode;
import dev.jobber.shell.ExitFaults;
import dev.jobber.shell.Fault;
import dev.jobber.shell.ShellException;
import dev.jobber.shell.Value;
import java.util.Optional;

/// What the commands that ask supervisors for something have in common.
final class Supervised {

    /// The supervisor that is asked where the line names none.
    static final String DEFAULT = "JobRunner";

    private Supervised() {}

    /// @param change what has changed where it was done
    static Answer answer(Supervisor.Outcome outcome, String change) {
        return switch (outcome) {
            case Supervisor.Outcome.Ok() -> Answer.ok(change);
            case Supervisor.Outcome.Refused(ExitReason reason) ->
                    Answer.failed(ExitFaults.of(reason));
        };
    }

    static Answer answer(StartResult started) {
        return switch (started) {
            case StartResult.Started(Pid pid, Optional<Object> _) ->
                    Answer.of(Value.Fields.none().with("pid", pid.toString()), "ok " + pid);
            case StartResult.Ignored() ->
                    Answer.of(Value.Fields.none().with("pid", "undefined"), "ok undefined");
            case StartResult.Failed(ExitReason reason) -> Answer.failed(ExitFaults.of(reason));
        };
    }

    /// The error of a child that a supervisor does not have.
    static ShellException notFound(String child, String supervisor) {
        return new ShellException(
                new Fault(
                        ErrorCode.NOT_FOUND,
                        "expected a child of " + supervisor + ", got: " + child,
                        "'which-children " + supervisor + "' lists them"));
    }

    /// The error of a request that only a supervisor with ids for its children can do.
    static ShellException noIds(String supervisor) {
        return new ShellException(
                new Fault(
                        new ErrorCode("simple_one_for_one"),
                        "expected a supervisor that calls its children by ids, got: "
                                + supervisor
                                + ", which has none for them",
                        "terminate-child takes the child's pid"));
    }
}
