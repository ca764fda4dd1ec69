package dev.jobber.shell.command.schedule;

import dev.jobber.job.schedule.CronExpression;
import dev.jobber.job.schedule.CronSyntaxException;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/// Cron expressions in lines.
final class CronText {
    private CronText() {}

    /// Takes the words that follow an expression without quotes.
    static final class Unquoted {
        @Parameters(index = "0..*", arity = "0..*", hidden = true)
        @SuppressWarnings("UnusedVariable") // picocli fills it
        private List<String> words = List.of();
    }

    /// The expression that a line begins with if its quotes are missing: the first five words.
    static Optional<String> unquoted(List<String> words) {
        int fields = 5;
        if (words.size() < fields || words.getFirst().contains(" ")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    CronExpression.parse(String.join(" ", words.subList(0, fields))).toString());
        } catch (CronSyntaxException none) {
            return Optional.empty();
        }
    }

    /// The error of an expression without quotes.
    static UserError needsQuotes(String expression) {
        return UserError.usage(
                "expected a cron expression in quotes, got five words",
                "write '" + expression + "'");
    }

    /// Looks whether a word is a cron expression that comes.
    static void validate(Validation validation, String word) {
        if (!validation.isKnown(word)) {
            return;
        }
        try {
            var _ = CronExpression.parse(word);
        } catch (CronSyntaxException wrong) {
            validation.problem(word, wrong.offset(), wrong.part().length(), error(wrong));
        }
    }

    /// The expression that a word means.
    ///
    /// @throws ShellException where it means none
    static CronExpression parse(String word) {
        try {
            return CronExpression.parse(word);
        } catch (CronSyntaxException wrong) {
            throw new ShellException(error(wrong));
        }
    }

    private static UserError error(CronSyntaxException wrong) {
        return UserError.usage(
                wrong.sentence(), DidYouMean.hint(wrong.part(), wrong.words(), wrong.hint()));
    }
}
