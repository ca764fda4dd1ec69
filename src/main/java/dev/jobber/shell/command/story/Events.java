package dev.jobber.shell.command.story;

import dev.jobber.observer.EventIndex;
import dev.jobber.observer.Recorded;
import dev.jobber.observer.Subject;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Output;
import dev.jobber.shell.session.RingFollower;
import dev.jobber.shell.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
final class Events implements ShellCommand {
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

    private final EventIndex index = new EventIndex();

    Events(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
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
        List<Recorded> shown = wanted(session.observer().events().events());
        List<Value.Fields> rows = shown.stream().map(this::row).toList();
        var times = new ShownTime(session);
        List<Value> forPeople =
                shown.stream().<Value>map(event -> forPeople(event, times)).toList();
        return new Answer.Ok(
                new Value.Rows(List.copyOf(rows)), Rendering.of(new Value.Rows(forPeople)));
    }

    /// Those of the events that the line asks for. What it says of old events counts only once.
    private List<Recorded> wanted(List<Recorded> events) {
        events.forEach(index::add);
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
        Subject subject = index.of(event);
        return words.stream()
                .anyMatch(word -> event.fact().word().equals(word) || subject.is(word));
    }

    private void print(List<Recorded> events) {
        List<Recorded> news = wanted(events);
        since = Optional.empty();
        last = Optional.empty();
        var times = new ShownTime(session);
        for (Recorded event : news) {
            session.console()
                    .print(
                            session.output() == Output.JSON
                                    ? row(event).toJson()
                                    : line(event, times));
        }
    }

    private Value.Fields row(Recorded event) {
        Subject subject = index.of(event);
        return Value.Fields.of(row -> {
            row.put("time", new Value.Text(event.time().toString()));
            row.put("event", new Value.Text(event.fact().word()));
            row.put("pid", Value.ofText(subject.pid()));
            row.put("name", Value.ofText(name(subject)));
            row.put("job", Value.ofText(subject.job().map(Subject.Job::id)));
            row.put("reason", Value.ofText(event.fact().reason()));
            row.put("text", new Value.Text(event.fact().text()));
        });
    }

    private Value.Fields forPeople(Recorded event, ShownTime times) {
        Subject subject = index.of(event);
        return Value.Fields.of(row -> {
            row.put("time", new Value.Text(times.of(event.time())));
            row.put("event", new Value.Text(event.fact().word()));
            row.put("job", Value.ofText(subject.job().map(Subject.Job::id)));
            row.put("name", Value.ofText(name(subject)));
            row.put("pid", Value.ofText(subject.pid()));
            row.put("text", new Value.Text(event.fact().text()));
        });
    }

    private String line(Recorded event, ShownTime times) {
        Subject subject = index.of(event);
        var style = new Style(session.console().width(), session.console().colour(), true);
        String who =
                subject.job()
                        .map(Subject.Job::id)
                        .or(() -> name(subject))
                        .or(subject::pid)
                        .orElse("-");
        return times.of(event.time())
                + "  "
                + style.cyan(who)
                + "  "
                + event.fact().word()
                + ": "
                + event.fact().text();
    }

    /// The registered name of the process, else what the job's work is called.
    private static Optional<String> name(Subject subject) {
        return subject.processes().stream()
                .findFirst()
                .flatMap(Subject.Named::name)
                .or(() -> subject.job().flatMap(Subject.Job::name));
    }
}
