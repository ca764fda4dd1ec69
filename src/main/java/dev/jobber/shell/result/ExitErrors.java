package dev.jobber.shell.result;

import dev.jobber.job.Jobber;
import dev.jobber.job.durable.StoreException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ExitReason.CallFailed.Invocation;

/// Says in the shell's words why a process could not do what it was asked for.
public final class ExitErrors {
    /// What to do where a process of the tree is missing.
    public static final String START_AGAIN =
            "'ensure-started' starts the tree again if it has ended";

    private ExitErrors() {}

    /// The error for a reason.
    public static UserError of(ExitReason reason) {
        return new UserError(code(reason), sentence(reason), hint(reason));
    }

    /// The error for what a store cannot do.
    @SuppressWarnings("exports") // for the shell, which has a store
    public static UserError of(StoreException failure) {
        return new UserError(new ErrorCode(failure.code()), failure.sentence(), failure.hint());
    }

    private static String hint(ExitReason reason) {
        return switch (reason) {
            case ExitReason.CallFailed(ExitReason why, Invocation call)
                    when why.equals(ExitReason.NOPROC)
                            && Jobber.NAMES.contains(target(call).toString()) ->
                    START_AGAIN;
            case ExitReason.CallFailed(ExitReason why, Invocation call)
                    when why.equals(ExitReason.TIMEOUT) ->
                    "it handles earlier messages first; 'kill " + target(call) + "' ends it now";
            default -> "";
        };
    }

    private static ErrorCode code(ExitReason reason) {
        return switch (reason) {
            case ExitReason.Normal() -> new ErrorCode("normal");
            case ExitReason.Shutdown _, ExitReason.ShutdownWith _ -> new ErrorCode("shutdown");
            case ExitReason.Word(String word) -> new ErrorCode(word);
            case ExitReason.Term _ -> new ErrorCode("exit");
            case ExitReason.Crash _ -> new ErrorCode("exception");
            case ExitReason.NoCatch _ -> new ErrorCode("nocatch");
            case ExitReason.BadReturnValue _ -> new ErrorCode("bad_return_value");
            case ExitReason.CallFailed(ExitReason why, Invocation _) -> code(why);
            case ExitReason.AlreadyStarted _ -> new ErrorCode("already_started");
            case ExitReason.FailedToStartChild(Object _, ExitReason why) -> code(why);
            case ExitReason.StartExit(ExitReason why) -> code(why);
            case ExitReason.ChildFailed(ExitReason why, var _) -> code(why);
            case ExitReason.Invalid(String what, Object _) -> new ErrorCode(what);
        };
    }

    private static String sentence(ExitReason reason) {
        return switch (reason) {
            case ExitReason.CallFailed(ExitReason why, Invocation call)
                    when why.equals(ExitReason.NOPROC) ->
                    target(call) + " is not alive";
            case ExitReason.CallFailed(ExitReason why, Invocation call)
                    when why.equals(ExitReason.TIMEOUT) ->
                    target(call) + " did not answer in time";
            case ExitReason.CallFailed(
                            ExitReason.CallFailed(ExitReason why, Invocation request),
                            Invocation call)
                    when request.module().equals(":sys") ->
                    target(call) + " ended before it came to this stop: " + oneLine(why.sentence());
            case ExitReason.CallFailed(ExitReason why, Invocation call) ->
                    target(call) + " ended before it answered: " + oneLine(why.sentence());
            case ExitReason.Word(String word) -> sentence(word);
            case ExitReason.Normal _,
                    ExitReason.Shutdown _,
                    ExitReason.ShutdownWith _,
                    ExitReason.Term _,
                    ExitReason.Crash _,
                    ExitReason.NoCatch _,
                    ExitReason.BadReturnValue _,
                    ExitReason.AlreadyStarted _,
                    ExitReason.FailedToStartChild _,
                    ExitReason.StartExit _,
                    ExitReason.ChildFailed _,
                    ExitReason.Invalid _ ->
                    oneLine(reason.sentence());
        };
    }

    private static String sentence(String word) {
        return switch (word) {
            case "running" -> "the child is running";
            case "restarting" -> "the child is being restarted";
            case "not_found" -> "the supervisor has no such child";
            case "max_children" -> "the supervisor has as many children as it may have";
            case "ignore" -> "init answered :ignore, so no process was started";
            default -> oneLine(ExitReason.word(word).sentence());
        };
    }

    private static Object target(Invocation call) {
        return call.arguments().isEmpty() ? call : call.arguments().getFirst();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\n\\s*", " ");
    }
}
