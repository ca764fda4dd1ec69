package dev.jobber.otp;

/// Exit reasons in words. The only place where they are written.
final class Sentences {
    private Sentences() {}

    /// What follows `** (EXIT)` or `** (stop)`.
    static String of(ExitReason reason) {
        return switch (reason) {
            case ExitReason.Normal() -> "normal";
            case ExitReason.Shutdown(var detail) ->
                    detail == ExitReason.Nothing.NOTHING
                            ? "shutdown"
                            : "shutdown: " + Inspect.inspect(detail);
            case ExitReason.Word(var word) ->
                    switch (word) {
                        case "killed" -> "killed";
                        case "timeout" -> "time out";
                        case "calling_self" -> "process attempted to call itself";
                        case "noproc" ->
                                "no process: the process is not alive or there's no process currently associated with the given "
                                        + "name, possibly because its application isn't started";
                        default -> ":" + word;
                    };
            case ExitReason.Crash(var exception) ->
                    "an exception was raised:\n        ** ("
                            + exception.getClass().getSimpleName()
                            + ")"
                            + message(exception);
            case ExitReason.BadReturnValue(var value) ->
                    "bad return value: " + Inspect.inspect(value);
            case ExitReason.NoCatch(var value) -> "{:nocatch, " + Inspect.inspect(value) + "}";
            case ExitReason.CallFailed(var why, var invocation) ->
                    "exited in: " + invocation + "\n    ** (EXIT) " + of(why);
            case ExitReason.AlreadyStarted(var pid) -> "already started: " + pid;
            case ExitReason.FailedToStartChild(var id, var why) ->
                    "failed to start child: " + Inspect.inspect(id) + "\n    ** (EXIT) " + of(why);
            case ExitReason.StartExit(var why) ->
                    "an exception was raised in the start function: " + of(why);
            case ExitReason.ChildFailed(var why, _) -> of(why);
            case ExitReason.Term term -> term.toString();
            case ExitReason.Invalid invalid -> invalid.toString();
        };
    }

    /// ` boom` for an exception with a message, nothing for one without.
    static String message(Throwable exception) {
        return exception.getMessage() == null ? "" : " " + exception.getMessage();
    }
}
