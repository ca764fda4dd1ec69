package dev.jobber.shell.parse;

import dev.jobber.otp.ExitReason;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.util.List;

/// What the init of a server answers: the four forms of OTP.
public sealed interface InitAnswer {
    /// `{:ok, state}`: the server runs.
    record Ok() implements InitAnswer {
        @Override
        public String toString() {
            return "{:ok, state}";
        }
    }

    /// `{:ok, state, {:continue, term}}`: it runs, and first does what is left to do.
    record Continue() implements InitAnswer {
        @Override
        public String toString() {
            return "{:ok, state, {:continue, :work}}";
        }
    }

    /// `:ignore`: it does not run, and that is as it should be.
    record Ignore() implements InitAnswer {
        @Override
        public String toString() {
            return ":ignore";
        }
    }

    /// `{:stop, reason}`: it cannot run.
    record Stop(ExitReason reason) implements InitAnswer {
        @Override
        public String toString() {
            return "{:stop, " + reason + "}";
        }
    }

    /// The words for them; a reason follows the last one.
    List<String> WORDS = List.of("ok", "continue", "ignore", "stop=");

    /// Reads `ok`, `ignore`, `stop=REASON` or `continue`.
    ///
    /// @throws ShellException where it is none of them
    static InitAnswer parse(String text) {
        return switch (text) {
            case "ok" -> new Ok();
            case "continue" -> new Continue();
            case "ignore" -> new Ignore();
            default -> {
                if (!text.startsWith("stop=")) {
                    throw new ShellException(
                            UserError.usage(
                                    "expected ok, ignore, stop=REASON or continue, got: " + text,
                                    DidYouMean.hint(text, WORDS, "as in stop=boom")));
                }
                yield new Stop(Converters.reason(text.substring("stop=".length())));
            }
        };
    }
}
