package dev.jobber.shell.command.log;

import dev.jobber.observer.Subject;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.log.LogView;
import dev.jobber.shell.parse.CommandForm;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `log [level|on|off|only|mute|all]`
@Command(
        name = "log",
        synopsisSubcommandLabel = "ACTION",
        description = {
            "Shows or changes which log lines are printed.",
            "Lines that are not printed are kept: 'logs' shows them."
        })
@Example(value = "log", does = "shows which lines are printed")
@Example(value = "log level warning", does = "prints warnings and errors, and nothing less")
@Example(value = "log off 30s", does = "prints no line for half a minute")
@Example(
        value = "log only import; log mute 7mdQbzA",
        does = "prints lines about imports, but not about one of them")
@Example(value = "log all", does = "prints lines about everything again")
@InOtp("Logger.configure/1 for the level; a filter of Logger for the rest.")
@SeeAlso({"logs", "set"})
final class LogCommand implements ShellCommand {
    private final Session session;

    LogCommand(Session session) {
        this.session = session;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, JobNames names) {
        form.addCommand("level", new Level(session));
        form.addCommand("on", new On(session));
        form.addCommand("off", new Off(session));
        form.addCommand("only", new Only(session));
        form.addCommand("mute", new Mute(session));
        form.addCommand("all", new All(session));
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        return LogState.shown(session);
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
        public boolean changes() {
            return false;
        }

        @Override
        public Answer run() {
            LogThreshold before = session.log().view().level();
            if (level.isEmpty()) {
                return LogState.shown(session, before.toString());
            }
            session.logLevel(level.get());
            return LogState.changed(session, "log level is " + level.get() + ", it was " + before);
        }
    }

    /// `log on`
    @Command(name = "on", description = "Prints log lines again.")
    private record On(Session session) implements ShellCommand {
        @Override
        public boolean changes() {
            return false;
        }

        @Override
        public Answer run() {
            session.logOn();
            return LogState.changed(session, "log level is " + session.log().view().level());
        }
    }

    /// `log off [D]`
    @Command(name = "off", description = "Prints no log lines, for a time or until 'log on'.")
    private static final class Off implements ShellCommand {
        private final Session session;

        @Parameters(
                paramLabel = "D",
                arity = "0..1",
                description = "After this time lines are printed again.")
        private Optional<Duration> time = Optional.empty();

        Off(Session session) {
            this.session = session;
        }

        @Override
        public boolean changes() {
            return false;
        }

        @Override
        public Answer run() {
            if (time.isPresent()) {
                session.log().pause(time.get());
            } else {
                session.log().view(now -> now.pause(new LogView.Pause.Forever()));
            }
            return LogState.changed(
                    session, "no log lines are printed; 'log on' prints them again");
        }
    }

    /// `log only WHAT…`
    @Command(
            name = "only",
            description = "Of all lines prints only those about these jobs and processes.")
    private static final class Only implements ShellCommand {
        private final Session session;

        @Parameters(paramLabel = "WHAT", arity = "1..*", description = LogState.WHAT)
        private List<String> what = List.of();

        Only(Session session) {
            this.session = session;
        }

        @Override
        public boolean changes() {
            return false;
        }

        @Override
        public Answer run() {
            session.log().view(now -> now.only(words(what)));
            return LogState.changed(session, what);
        }
    }

    /// `log mute WHAT…`
    @Command(name = "mute", description = "Prints no lines about these jobs and processes.")
    private static final class Mute implements ShellCommand {
        private final Session session;

        @Parameters(paramLabel = "WHAT", arity = "1..*", description = LogState.WHAT)
        private List<String> what = List.of();

        Mute(Session session) {
            this.session = session;
        }

        @Override
        public boolean changes() {
            return false;
        }

        @Override
        public Answer run() {
            session.log().view(now -> now.mute(words(what)));
            return LogState.changed(session, what);
        }
    }

    /// `log all`
    @Command(
            name = "all",
            description = "Prints lines about everything again: takes back 'only' and 'mute'.")
    private record All(Session session) implements ShellCommand {
        @Override
        public boolean changes() {
            return false;
        }

        @Override
        public Answer run() {
            session.log().view(LogView::all);
            return LogState.changed(session);
        }
    }

    /// As lines of the log name processes and jobs.
    private static List<String> words(List<String> what) {
        return what.stream().map(Subject::word).toList();
    }
}
