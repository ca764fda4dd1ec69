package dev.jobber.shell.command.session;

import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.parse.CommandForm;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `log level LEVEL`, `log off`, `log on`
@Command(
        name = "log",
        synopsisSubcommandLabel = "ACTION",
        description = "Says which log lines are printed.")
@Example(value = "log level warning", does = "prints warnings and errors, and nothing less")
@Example(value = "log off; log on", does = "prints no line, then as before")
final class LogCommand implements ShellCommand {
    private final Session session;

    LogCommand(Session session) {
        this.session = session;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, JobNames names) {
        form.addCommand("level", new Level(session));
        form.addCommand("off", new Off(session));
        form.addCommand("on", new On(session));
    }

    @Override
    public void validate(Validation validation) {
        validation.problem("log", UserError.usage("'log' needs ACTION", "write level, off or on"));
    }

    @Override
    public Answer run() {
        return Answer.silent();
    }

    /// `log level [LEVEL]`
    @Command(name = "level", description = "Shows the lowest level that is printed, or changes it.")
    private static final class Level implements ShellCommand {
        private final Session session;

        @Parameters(
                paramLabel = "LEVEL",
                arity = "0..1",
                description = "debug, info, warning, error, or off for none.")
        private Optional<LogThreshold> level = Optional.empty();

        Level(Session session) {
            this.session = session;
        }

        @Override
        public Answer run() {
            if (level.isEmpty()) {
                return Answer.text(session.log().threshold().toString());
            }
            LogThreshold before = session.log().threshold();
            session.logLevel(level.get());
            return Answer.ok("log level is " + level.get() + ", it was " + before);
        }
    }

    /// `log off`
    @Command(name = "off", description = "Prints no log lines.")
    private record Off(Session session) implements ShellCommand {
        @Override
        public Answer run() {
            session.logLevel(LogThreshold.OFF);
            return Answer.ok("no log lines are printed; 'log on' prints them again");
        }
    }

    /// `log on`
    @Command(name = "on", description = "Prints log lines again.")
    private record On(Session session) implements ShellCommand {
        @Override
        public Answer run() {
            session.logOn();
            return Answer.ok("log level is " + session.log().threshold());
        }
    }
}
