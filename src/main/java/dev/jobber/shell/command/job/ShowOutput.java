package dev.jobber.shell.command.job;

import dev.jobber.job.JobHandle;
import dev.jobber.job.history.AttemptInfo;
import dev.jobber.job.history.OutputRing;
import dev.jobber.job.history.OutputText;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `output ID`
@Command(
        name = "output",
        description = {
            "Shows what a job has printed.",
            "It shows the last attempt unless you name another. Of long output only the last lines are kept: 'set output-bytes'."
        })
@Example(
        value = "start-job sh --id hello -- echo hello; await hello; output hello",
        does = "shows what a program has printed")
@Example(
        value = "start-job sh --id seq -- seq 100; await seq; output seq --last 2",
        does = "shows its last two lines")
final class ShowOutput implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "A job's id, its pid or its supervisor's pid.")
    private String id = "";

    @Option(
            names = "--attempt",
            paramLabel = "N",
            description = "The number of the attempt (the last).")
    private Optional<Integer> attempt = Optional.empty();

    @Option(names = "--last", paramLabel = "N", description = "Only the last N lines.")
    private Optional<Integer> last = Optional.empty();

    ShowOutput(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        JobHandle job = session.targets().job(id);
        AttemptInfo shown = attempt(job.history());
        OutputRing.Kept kept =
                shown.log().kept().orElseGet(() -> new OutputRing.Kept(new byte[0], 0));
        List<String> all = OutputText.lines(kept.bytes());
        List<String> lines =
                last.filter(most -> most < all.size())
                        .map(most -> all.subList(all.size() - most, all.size()))
                        .orElse(all);
        var text = String.join("\n", lines);
        String lost =
                kept.dropped() > 0 ? "(" + kept.dropped() + " earlier lines are not kept)\n" : "";
        return Answer.of(
                Value.Fields.none()
                        .with("id", job.id())
                        .with("attempt", shown.number())
                        .with("text", text)
                        .with("dropped", kept.dropped())
                        .with("truncated", new Value.Truth(kept.dropped() > 0)),
                lost + text);
    }

    private AttemptInfo attempt(List<AttemptInfo> history) {
        return history.stream()
                .filter(each -> attempt.isEmpty() || each.number() == attempt.get())
                .reduce((first, second) -> second)
                .orElseThrow(() ->
                        new ShellException(
                                new UserError(
                                        ErrorCode.NOT_FOUND,
                                        attempt.map(n ->
                                                        "no attempt "
                                                                + n
                                                                + " of "
                                                                + id
                                                                + " is kept")
                                                .orElse(id + " has made no attempt yet"),
                                        "'job " + id + "' lists the attempts that are kept")));
    }
}
