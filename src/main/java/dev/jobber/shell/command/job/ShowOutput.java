package dev.jobber.shell.command.job;

import dev.jobber.job.JobHandle;
import dev.jobber.job.history.AttemptInfo;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.job.history.OutputLine;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.Output;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
@Example(
        value =
                "start-job sh --id ticks -c 'for i in 1 2 3; do echo $i; done'; output ticks --follow",
        does = "prints what a program prints until it has ended")
@InOtp(
        "A port sends its output as {port, {:data, data}} to its owner, which is the process of the job.")
@SeeAlso({"job", "logs", "kinds"})
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

    @Option(
            names = "--follow",
            description =
                    "Go on with what is printed from now on, until the job, or the attempt that you name, has ended. Ctrl-C ends this, not the job.")
    private boolean follow;

    @Option(
            names = "--raw",
            description =
                    "The bytes as they were printed, with carriage returns and colours. In JSON a byte that is not UTF-8 is a lone surrogate, U+DC80 to U+DCFF.")
    private boolean raw;

    ShowOutput(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() throws InterruptedException {
        JobView job = JobView.find(session, id);
        return follow && job.handle().isPresent() ? follow(job.handle().get()) : show(job);
    }

    private Answer show(JobView job) {
        AttemptInfo shown = attempt(job.history());
        AttemptLog.Kept kept = shown.log().kept();
        List<OutputLine> lines = lastOf(kept.lines());
        Value value = value(job.info().id(), shown.number(), kept, lines);
        if (raw && session.output() == Output.TEXT) {
            session.console().write(bytes(lines));
            warnOfLoss(kept, lines);
            return Answer.of(value, "");
        }
        return Answer.of(value, loss(kept) + text(lines));
    }

    private List<OutputLine> lastOf(List<OutputLine> all) {
        return last.filter(most -> most < all.size())
                .map(most -> all.subList(all.size() - most, all.size()))
                .orElse(all);
    }

    private Value value(String job, int number, AttemptLog.Kept kept, List<OutputLine> lines) {
        return Value.Fields.none()
                .with("id", job)
                .with("attempt", number)
                .with("text", raw ? TextEncoding.UTF_8.decode(bytes(lines)) : text(lines))
                .with("dropped", kept.dropped())
                .with(
                        "truncated",
                        new Value.Truth(new AttemptLog.Kept(lines, kept.dropped()).isTruncated()));
    }

    private static String text(List<OutputLine> lines) {
        return lines.stream().map(OutputLine::text).collect(Collectors.joining("\n"));
    }

    private static byte[] bytes(List<OutputLine> lines) {
        var all = new ByteArrayOutputStream();
        lines.forEach(line -> all.writeBytes(line.bytes()));
        return all.toByteArray();
    }

    private static String loss(AttemptLog.Kept kept) {
        return kept.dropped() == 0
                ? ""
                : "("
                        + kept.dropped()
                        + (kept.dropped() == 1
                                ? " earlier line is not kept)\n"
                                : " earlier lines are not kept)\n");
    }

    /// Raw output has no place for such a sentence.
    private void warnOfLoss(AttemptLog.Kept kept, List<OutputLine> lines) {
        long cut = lines.stream().mapToLong(OutputLine::cut).sum();
        if (kept.dropped() > 0 || cut > 0) {
            session.log().log(
                    LogLevel.WARNING,
                    "the output of "
                            + id
                            + " is not whole: "
                            + kept.dropped()
                            + " earlier lines are not kept, "
                            + cut
                            + " bytes of long lines are cut");
        }
    }

    // ---- following

    private Answer follow(JobHandle job) throws InterruptedException {
        var follower = new OutputFollower(session.observer().jobber(), job, this::isAbandoned);
        Optional<AttemptInfo> followed =
                attempt.isPresent()
                        ? Optional.of(attempt(job.history()))
                        : follower.after(0).map(_ -> job.history().getLast());
        Optional<AttemptInfo> end = followed;
        long skipped = followed.map(this::notShown).orElse(0L);
        while (followed.isPresent()) {
            end = followed;
            follower.follow(followed.get(), skipped, this::print);
            followed =
                    attempt.isPresent()
                            ? Optional.empty()
                            : follower.after(followed.get().number());
            followed.ifPresent(next -> say("==> attempt " + next.number() + " <=="));
            skipped = 0;
        }
        if (end.isEmpty()) {
            return Answer.failed(noAttempt());
        }
        AttemptLog.Kept kept = end.get().log().kept();
        return Answer.of(value(job.id(), end.get().number(), kept, lastOf(kept.lines())), "");
    }

    /// How many lines come before the last ones that are wanted.
    private long notShown(AttemptInfo shown) {
        AttemptLog.Kept kept = shown.log().kept();
        return kept.dropped() + kept.lines().size() - lastOf(kept.lines()).size();
    }

    private boolean isAbandoned() {
        return session.isAbandoned();
    }

    /// In JSON the answer is the only line on standard output.
    private void print(AttemptLog.Kept news) {
        if (!news.lines().isEmpty()) {
            if (raw && session.output() == Output.TEXT) {
                session.console().write(bytes(news.lines()));
            } else {
                say(loss(news) + text(news.lines()));
            }
        }
    }

    private void say(String text) {
        switch (session.output()) {
            case TEXT -> session.console().print(Printable.lines(text));
            case JSON -> session.log().print(Printable.lines(text));
        }
    }

    private AttemptInfo attempt(List<AttemptInfo> history) {
        return history.stream()
                .filter(each -> attempt.isEmpty() || each.number() == attempt.get())
                .reduce((first, second) -> second)
                .orElseThrow(() -> new ShellException(noAttempt()));
    }

    private UserError noAttempt() {
        return new UserError(
                ErrorCode.NOT_FOUND,
                attempt.map(n -> "no attempt " + n + " of " + id + " is kept")
                        .orElse(id + " has made no attempt yet"),
                "'job " + id + "' lists the attempts that are kept");
    }
}
