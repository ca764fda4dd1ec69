package dev.jobber.shell.command.story;

import dev.jobber.observer.story.Timeline;
import dev.jobber.observer.story.TimelineMaker;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Output;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.FileOrOutput;
import dev.jobber.shell.syntax.OutputFile;
import dev.jobber.shell.view.TimelineFormat;
import dev.jobber.shell.view.TimelineView;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `timeline [WHAT…]`
@Command(
        name = "timeline",
        description = {
            "Draws what jobs did over time: when they waited, worked, failed, crashed.",
            "Each job has a row. A job that had to wait says which jobs it waited for."
        })
@Example(
        value = "start-job sim --ok --id a; await a; timeline",
        does = "draws what all jobs have done")
@Example(
        value = "timeline import --since 10m",
        does = "draws what the imports of the last ten minutes have done")
@Example(value = "timeline --format svg -o timeline.svg", does = "draws a picture into a file")
@InOtp("OTP has none; a trace that :et shows comes nearest.")
@SeeAlso({"events", "why", "jobs", "times"})
final class TimelineCommand extends ListCommand<Timeline.Row> {
    private final Session session;

    @Parameters(
            paramLabel = "WHAT",
            arity = "0..*",
            description = "A job's id or name, a type or a pid; all jobs if you name none.")
    private List<String> what = List.of();

    @Option(
            names = "--since",
            paramLabel = "D",
            description = "Only what happened in the last time D.")
    private Optional<Duration> since = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or svg (text).")
    private Optional<TimelineFormat> format = Optional.empty();

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description =
                    "Writes it to this file, whole or not at all, instead of showing it. The words text and json mean the format of the answer, as for every command.")
    private Optional<FileOrOutput> target = Optional.empty();

    TimelineCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return target.flatMap(FileOrOutput::file).isPresent();
    }

    @Override
    public Optional<Output> output() {
        return target.flatMap(FileOrOutput::output);
    }

    @Override
    public Columns<Timeline.Row> columns() {
        return TimelineFields.COLUMNS;
    }

    @Override
    public void validate(Validation validation) {
        super.validate(validation);
        if (choice().isTable() && (isPicture() || target.flatMap(FileOrOutput::file).isPresent())) {
            validation.problem(
                    "timeline",
                    UserError.usage(
                            "--select and --count answer a table or a number, which is no picture",
                            "leave out --format and -o, or choose rows with --where, --sort and --limit"));
        }
    }

    @Override
    protected Optional<String> remark() {
        return what.stream()
                .flatMap(word -> session.guesses().subject(word, List.of()).stream())
                .findFirst();
    }

    private boolean isPicture() {
        return format.filter(wanted -> wanted == TimelineFormat.SVG).isPresent();
    }

    @Override
    public Answer run() {
        Timeline all = new TimelineMaker(session.observer()).of(what, since);
        ZoneId zone = session.now().getZone();
        Optional<String> file = target.flatMap(FileOrOutput::file);
        if (file.isEmpty() && !isPicture()) {
            return answer(
                    all.rows().stream(),
                    rows -> style -> drawn(all, rows, TimelineFormat.TEXT, style, zone));
        }
        TimelineFormat wanted = format.orElse(TimelineFormat.TEXT);
        List<Timeline.Row> rows = wanted(all.rows().stream()).toList();
        String picture = drawn(all, rows, wanted, Style.PLAIN, zone);
        if (file.isEmpty()) {
            return Answer.of(new Value.Text(picture), picture);
        }
        String path = file.get();
        OutputFile.write(session.encoding().path(session.directory(), path), path, picture);
        return Answer.of(Value.Fields.none().with("file", path), "ok wrote " + path);
    }

    private static String drawn(
            Timeline all,
            List<Timeline.Row> rows,
            TimelineFormat format,
            Style style,
            ZoneId zone) {
        return TimelineView.of(new Timeline(all.begin(), all.end(), rows), format, style, zone);
    }
}
