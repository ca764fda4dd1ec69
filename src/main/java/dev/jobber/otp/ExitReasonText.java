package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// Exit reasons in words; all of these words are written here. It never throws, and cuts a text
/// that is longer than [Inspect#LONGEST].
final class ExitReasonText {
    private ExitReasonText() {}

    /// The words after `** (EXIT)` or `** (stop)`.
    static String of(ExitReason reason) {
        var text = new StringBuilder();
        ExitReason rest = reason;
        while (rest != null && text.length() <= Inspect.LONGEST) {
            rest = begin(text, rest);
        }
        return Inspect.cut(text, Inspect.LONGEST);
    }

    /// Writes a reason, except for the reason within it, which comes last in the sentence. Returns
    /// that inner reason, or null if there is none.
    private static @Nullable ExitReason begin(StringBuilder text, ExitReason reason) {
        return switch (reason) {
            case ExitReason.CallFailed(var why, var invocation) -> {
                text.append("exited in: ").append(invocation).append("\n    ** (EXIT) ");
                yield why;
            }
            case ExitReason.FailedToStartChild(var id, var why) -> {
                text.append("failed to start child: ")
                        .append(Inspect.inspect(id))
                        .append("\n    ** (EXIT) ");
                yield why;
            }
            case ExitReason.StartExit(var why) -> {
                text.append("an exception was raised in the start function: ");
                yield why;
            }
            case ExitReason.ChildFailed(var why, _) -> why;
            case ExitReason.Crash(var exception) -> {
                text.append("an exception was raised:\n        ** (")
                        .append(Inspect.className(exception))
                        .append(')')
                        .append(message(exception));
                yield null;
            }
            case ExitReason.Normal() -> last(text, "normal");
            case ExitReason.Shutdown() -> last(text, "shutdown");
            case ExitReason.ShutdownWith(var detail) ->
                    last(text, "shutdown: " + Inspect.inspect(detail));
            case ExitReason.Word(var word) -> last(text, word(word));
            case ExitReason.BadReturnValue(var value) ->
                    last(text, "bad return value: " + Inspect.inspect(value));
            case ExitReason.AlreadyStarted(var pid) -> last(text, "already started: " + pid);
            case ExitReason.NoCatch _, ExitReason.Term _, ExitReason.Invalid _ ->
                    last(text, Inspect.inspect(reason));
        };
    }

    private static @Nullable ExitReason last(StringBuilder text, String words) {
        text.append(words);
        return null;
    }

    private static String word(String word) {
        return switch (word) {
            case "killed" -> "killed";
            case "timeout" -> "time out";
            case "calling_self" -> "process attempted to call itself";
            case "noproc" ->
                    "no process: the process is not alive or there's no process currently associated with the given "
                            + "name, possibly because its application isn't started";
            default -> ":" + word;
        };
    }

    /// ` boom` for an exception with a message, nothing for one without.
    static String message(Throwable exception) {
        String message = Inspect.message(exception);
        return message == null ? "" : " " + message;
    }
}
