package dev.jobber.shell.command.schedule;

import dev.jobber.job.schedule.CronExpression;
import dev.jobber.job.schedule.CronSyntaxException;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;

/// Cron expressions in lines.
final class CronText {
    private CronText() {}

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
