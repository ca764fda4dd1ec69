package dev.jobber.shell.command.log;

import dev.jobber.observer.Subject;
import dev.jobber.observer.Subject.Job;
import dev.jobber.shell.console.Console;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.FollowedList;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.log.LogEntry;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.parse.Converters;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.session.RingFollower;
import dev.jobber.shell.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `logs`
@Command(
        name = "logs",
        description = {
            "Shows the last lines of the log, also those that were not printed.",
            "The last 10 000 lines are kept."
        })
@Example(
        value = "logs --since 30s --level warning",
        does = "shows what went wrong in the last half minute")
@Example(
        value = "start-job sim --ok --id a; await a; logs --job a",
        does = "shows what the log says about one job")
@Example(
        value = "logs --grep exiting --last 5",
        does = "shows the last five lines that hold a word")
@InOtp("A handler of Logger that keeps the last lines.")
@SeeAlso({"log", "output", "job"})
final class Logs extends ListCommand<LogEntry> {
    private static final Columns<LogEntry> COLUMNS =
            Columns.<LogEntry>of(
                            Column.text("time", entry -> entry.at().toString()),
                            Column.<LogEntry>optional(
                                            "level", entry -> entry.level().map(Object::toString))
                                    .among(Converters.words(LogLevel.class)),
                            Column.text("text", LogEntry::text),
                            Column.optional("job", entry -> entry.about().job().map(Job::id)),
                            Column.optional(
                                    "type", entry -> entry.about().job().flatMap(Job::type)),
                            Column.<LogEntry>optional("pid", entry -> entry.about().pid()))
                    .leavingOut("type", "job", "pid");

    private final Session session;

    @Option(names = "--since", paramLabel = "D", description = "Only lines of the last time D.")
    private Optional<Duration> since = Optional.empty();

    @Option(names = "--last", paramLabel = "N", description = "Only the last N of them.")
    private Optional<Integer> last = Optional.empty();

    @Option(
            names = "--job",
            paramLabel = "ID",
            description = "Only lines about this. " + LogState.WHAT)
    private Optional<String> job = Optional.empty();

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description =
                    "Only lines of this level and of more severe ones: debug, info, warning or error.")
    private Optional<LogThreshold> level = Optional.empty();

    @Option(names = "--grep", paramLabel = "TEXT", description = "Only lines that hold this text.")
    private Optional<String> text = Optional.empty();

    @Option(
            names = "--follow",
            description =
                    "Print each line as it comes, until Ctrl-C; in JSON one JSON line a line. Begins with the last 10, or with those that --since and --last name.")
    private boolean follow;

    Logs(Session session) {
        this.session = session;
    }

    @Override
    public Columns<LogEntry> columns() {
        return COLUMNS;
    }

    @Override
    public void validate(Validation validation) {
        super.validate(validation);
        if (follow && !choice().areEmpty()) {
            validation.problem("--follow", FollowedList.NO_CHOICE);
        }
    }

    @Override
    protected Optional<String> remark() {
        return job.flatMap(word -> session.guesses().subject(word, List.of()));
    }

    @Override
    public Answer run() throws InterruptedException {
        if (follow) {
            if (last.isEmpty() && since.isEmpty()) {
                last = Optional.of(RingFollower.FIRST);
            }
            follow();
            return Answer.silent();
        }
        return answer(
                wanted(session.log().recent()).stream(),
                entries -> style -> session.log().drawn(entries, style));
    }

    /// At a prompt the same lines are not shown twice.
    private void follow() throws InterruptedException {
        var follower = new RingFollower(session);
        if (session.prompt().isEmpty()) {
            follower.follow(session.log().ring(), "lines", this::print);
            return;
        }
        try (LogGateway.Silence _ = session.log().silence()) {
            follower.follow(session.log().ring(), "lines", this::print);
        }
    }

    private List<LogEntry> wanted(List<LogEntry> all) {
        Optional<Instant> begin = since.map(session.log()::before);
        Optional<String> about = job.map(Subject::word);
        List<LogEntry> wanted =
                all.stream()
                        .filter(entry -> begin.filter(entry.at()::isBefore).isEmpty())
                        .filter(entry -> about.isEmpty() || entry.about().is(about.get()))
                        .filter(this::isGraveEnough)
                        .filter(entry -> text.isEmpty() || entry.text().contains(text.get()))
                        .toList();
        return wanted.subList(
                Math.max(0, wanted.size() - last.orElse(wanted.size())), wanted.size());
    }

    private void print(List<LogEntry> entries) {
        List<LogEntry> news = wanted(entries);
        since = Optional.empty();
        last = Optional.empty();
        if (!news.isEmpty()) {
            Console console = session.console();
            console.print(
                    switch (session.output()) {
                        case TEXT ->
                                Printable.lines(
                                        session.log()
                                                .drawn(
                                                        news,
                                                        new Style(
                                                                console.width(),
                                                                console.colour(),
                                                                console.unicode())));
                        case JSON ->
                                news.stream()
                                        .map(entry -> COLUMNS.row(entry).toJson())
                                        .collect(Collectors.joining("\n"));
                    });
        }
    }

    private boolean isGraveEnough(LogEntry entry) {
        return level.isEmpty() || entry.level().filter(level.get()::shows).isPresent();
    }
}
