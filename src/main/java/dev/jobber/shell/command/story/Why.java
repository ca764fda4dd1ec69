package dev.jobber.shell.command.story;

import dev.jobber.observer.Restarts;
import dev.jobber.observer.story.Story;
import dev.jobber.observer.story.Storyteller;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.Palette;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `why ID|PID|NAME`
@Command(
        name = "why",
        description = {
            "Tells the story of a job or a process: what happened, and what follows.",
            "It knows the dead, too, as long as the last 10 000 events tell of them."
        })
@Example(
        value = "start-job sim --raise Boom --id b; await b; why b",
        does = "tells why a job has crashed")
@Example(value = "why JobRunner", does = "tells what happened to a process of this name")
@InOtp("The crash and supervisor reports of :sasl, told in order.")
@SeeAlso({"events", "timeline", "logs", "restarts"})
final class Why implements ShellCommand {
    private final Session session;

    @Parameters(
            paramLabel = "PID",
            description =
                    "A job's id, a pid, a registered name, or the name of a definition: then the latest job of it.")
    private String target = "";

    Why(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        var teller = new Storyteller(session.observer());
        Story story = teller.of(target).orElseThrow(() -> new ShellException(unknown(teller)));
        return new Answer.Ok(value(story), style -> text(story, style));
    }

    private UserError unknown(Storyteller teller) {
        return new UserError(
                ErrorCode.NOT_FOUND,
                "nothing is known of " + target,
                DidYouMean.hint(
                        target,
                        teller.known(),
                        "'events' lists what happened, 'jobs' and 'tree' show what is there"));
    }

    private static Value value(Story story) {
        Value.Fields who =
                Value.Fields.none()
                        .with("subject", story.who().subject())
                        .with("name", Value.ofText(story.who().name()));
        return story.who()
                .label()
                .map(label -> who.with("label", label))
                .orElse(who)
                .with("status", story.status())
                .with("story", new Value.Rows(story.lines().stream().map(Why::row).toList()))
                .with("restarts", restarts(story.restarts()))
                .with("next", Value.ofText(story.next()));
    }

    private static Value row(Story.Line line) {
        return Value.Fields.of(row -> {
            row.put("time", new Value.Text(line.time().toString()));
            row.put("what", new Value.Text(line.what()));
            row.put("pid", Value.ofText(line.pid()));
            row.put("reason", Value.ofText(line.reason()));
            row.put("text", new Value.Text(line.text()));
        });
    }

    private static Value restarts(Optional<Restarts> restarts) {
        return Value.Fields.none()
                .with("count", restarts.map(Restarts::count).orElse(0))
                .with("max", number(restarts.map(Restarts::most)))
                .with("seconds", number(restarts.map(Restarts::seconds)));
    }

    private static Value number(Optional<Integer> number) {
        return number.<Value>map(Value.Whole::new).orElseGet(Value::nothing);
    }

    private String text(Story story, Style style) {
        var times = new ShownTime(session);
        List<String> lines = new ArrayList<>();
        lines.add(
                style.paint(Palette.NAME, Printable.text(story.who().subject()))
                        + story.who().name().map(name -> "  " + Printable.text(name)).orElse("")
                        + story.who().label().map(it -> " (" + Printable.text(it) + ")").orElse("")
                        + "  "
                        + style.paint(Palette.ofStatus(story.status()), story.status()));
        for (Story.Line line : story.lines()) {
            lines.add(
                    "  "
                            + style.paint(Palette.FAINT, times.of(line.time()))
                            + "  "
                            + style.markPids(Printable.text(line.text())));
        }
        story.restarts()
                .filter(it -> it.count() > 0)
                .ifPresent(it ->
                        lines.add(
                                "restarts: "
                                        + it.count()
                                        + " of "
                                        + it.most()
                                        + " within "
                                        + it.seconds()
                                        + " s"));
        lines.add("next: " + story.next().orElseGet(() -> nothing(story)));
        return String.join("\n", lines);
    }

    private String nothing(Story story) {
        return session.observer().jobber().find(story.who().subject()).isPresent()
                ? "nothing; 'rerun " + story.who().subject() + "' starts the job once more"
                : "nothing";
    }
}
