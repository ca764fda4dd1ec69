package dev.jobber.shell.command.story;

import dev.jobber.observer.EventIndex;
import dev.jobber.observer.Recorded;
import dev.jobber.observer.Subject;
import dev.jobber.shell.console.Console;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.FollowedList;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.RingFollower;
import dev.jobber.shell.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `events`
@Command(
        name = "events",
        description = {
            "Lists what happened to processes and jobs.",
            "The last 10 000 events are kept. 'why' tells the story of one job or process."
        })
@Example(
        value = "start-job sim --ok --id a; await a; events --of a",
        does = "lists what happened to one job")
@Example(value = "events --since 1m --last 20", does = "lists the last events of a minute")
@Example(value = "events --of gave_up", does = "lists where a supervisor gave up")
@InOtp("The reports of :sasl and Logger, and a trace of :sys, kept as events.")
@SeeAlso({"why", "timeline", "logs"})
final class Events extends ListCommand<Events.Seen> {
    private static final Columns<Seen> COLUMNS =
            Columns.<Seen>of(
                            Column.<Seen>text("time", seen -> seen.event().time().toString())
                                    .shownAs("time", seen -> new Value.Text(seen.time())),
                            Column.<Seen>text("event", seen -> seen.event().fact().word()),
                            Column.<Seen>optional("pid", seen -> seen.subject().pid()),
                            Column.<Seen>optional("name", Seen::name),
                            Column.<Seen>optional("job", Seen::job),
                            Column.<Seen>optional("reason", seen -> seen.event().fact().reason())
                                    .onlyIfChosen(),
                            Column.<Seen>text("text", seen -> seen.event().fact().text()))
                    .leavingOut("name", "pid", "job");

    /// An event, what it is about, and when that was for the user.
    record Seen(Recorded event, Subject subject, String time) {
        Optional<String> job() {
            return subject.job().map(Subject.Job::id);
        }

        /// The registered name of the process, else what the job's work is called.
        Optional<String> name() {
            return subject.processes().stream()
                    .findFirst()
                    .flatMap(Subject.Named::name)
                    .or(() -> subject.job().flatMap(Subject.Job::name));
        }

        String line(Style style) {
            String who = job().or(this::name).or(subject::pid).orElse("-");
            return time
                    + "  "
                    + style.paint(Palette.NAME, Printable.text(who))
                    + "  "
                    + event.fact().word()
                    + ": "
                    + style.markPids(Printable.text(event.fact().text()));
        }
    }

    private final Session session;

    @Option(names = "--since", paramLabel = "D", description = "Only events of the last time D.")
    private Optional<Duration> since = Optional.empty();

    @Option(
            names = "--of",
            paramLabel = "WHAT",
            description =
                    "Only events of this: a job's id or name, a type, a pid, a registered name, or the word of an event. May be given several times.")
    private List<String> of = List.of();

    @Option(names = "--last", paramLabel = "N", description = "Only the last N of them.")
    private Optional<Integer> last = Optional.empty();

    @Option(
            names = "--follow",
            description =
                    "Print each event as it comes, until Ctrl-C; in JSON one line an event. Begins with the last 10, or with those that --since and --last name.")
    private boolean follow;

    private Optional<EventIndex> made = Optional.empty();

    Events(Session session) {
        this.session = session;
    }

    /// Made when the command runs: a new command only keeps what it is given.
    private EventIndex index() {
        EventIndex index = made.orElseGet(() -> new EventIndex(session.observer().jobber()));
        made = Optional.of(index);
        return index;
    }

    @Override
    public Columns<Seen> columns() {
        return COLUMNS;
    }

    @Override
    protected Optional<String> remark() {
        List<String> words =
                session.observer().events().events().stream()
                        .map(event -> event.fact().word())
                        .distinct()
                        .toList();
        return of.stream()
                .flatMap(word -> session.guesses().subject(word, words).stream())
                .findFirst();
    }

    @Override
    public void validate(Validation validation) {
        super.validate(validation);
        if (follow && !choice().areEmpty()) {
            validation.problem("--follow", FollowedList.NO_CHOICE);
        }
    }

    @Override
    public Answer run() throws InterruptedException {
        if (follow) {
            if (last.isEmpty() && since.isEmpty()) {
                last = Optional.of(RingFollower.FIRST);
            }
            new RingFollower(session)
                    .follow(session.observer().events().ring(), "events", this::print);
            return Answer.silent();
        }
        return answer(seen(wanted(session.observer().events().events())));
    }

    private Stream<Seen> seen(List<Recorded> events) {
        var times = new ShownTime(session);
        return events.stream()
                .map(event -> new Seen(event, index().of(event), times.of(event.time())));
    }

    /// Those of the events that the line asks for. What it says of old events counts only once.
    private List<Recorded> wanted(List<Recorded> events) {
        events.forEach(index()::add);
        long begin =
                since.map(session.observer().node().clock().instant()::minus)
                        .map(Instant::toEpochMilli)
                        .orElse(Long.MIN_VALUE);
        List<String> words = of.stream().map(Subject::word).toList();
        List<Recorded> wanted =
                events.stream()
                        .filter(event -> event.millis() >= begin)
                        .filter(event -> words.isEmpty() || isOf(event, words))
                        .toList();
        int first = Math.max(0, wanted.size() - last.orElse(wanted.size()));
        return wanted.subList(first, wanted.size());
    }

    private boolean isOf(Recorded event, List<String> words) {
        Subject subject = index().of(event);
        return words.stream()
                .anyMatch(word -> event.fact().word().equals(word) || subject.is(word));
    }

    private void print(List<Recorded> events) {
        List<Recorded> news = wanted(events);
        since = Optional.empty();
        last = Optional.empty();
        Console console = session.console();
        var style = new Style(console.width(), console.colour(), console.unicode());
        seen(news)
                .map(seen ->
                        switch (session.output()) {
                            case TEXT -> Printable.lines(seen.line(style));
                            case JSON -> COLUMNS.row(seen).toJson();
                        })
                .forEach(console::print);
    }
}
