package dev.jobber.shell.command.job;

import dev.jobber.job.history.AttemptInfo;
import dev.jobber.job.history.AttemptLog;
import dev.jobber.job.history.OutputLine;
import dev.jobber.job.policy.DurationText;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `job ID`
@Command(
        name = "job",
        description = {
            "Shows a job and its last attempts.",
            "An attempt has a beginning, an end and an outcome: ok, error, crash, timeout, killed or stopped.",
            "Of a durable job there are also: interrupted, when the program that ran it was ended; node_lost, when that program is gone; and lost, when it stood still for too long."
        })
@Example(
        value = "start-job sim --ok --id a; await a; job a",
        does = "shows a job that has succeeded")
@Example(
        value = "start-job sh --id b --retries 0 -- false; await b; job b",
        does = "shows how a program ended")
@InOtp("OTP keeps no such record; :sys.get_state/1 shows the state of a job that lives.")
@SeeAlso({"jobs", "output", "logs", "status"})
final class ShowJob implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "A job's id, its pid or its supervisor's pid.")
    private String id = "";

    ShowJob(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        return answer(JobView.find(session, id), session);
    }

    /// A job and its last attempts.
    static Answer answer(JobView job, Session session) {
        List<AttemptInfo> attempts = job.history();
        var rows = new Value.Rows(attempts.stream().map(ShowJob::row).toList());
        Rendering text =
                style -> {
                    String shown = Rendering.of(Jobs.forPeople(job.look(), session)).text(style);
                    List<Value> table = attempts.stream().map(ShowJob::forPeople).toList();
                    return attempts.isEmpty()
                            ? shown
                            : shown + "\n" + Rendering.of(new Value.Rows(table)).text(style);
                };
        return new Answer.Ok(
                Jobs.row(job.look(), session).with("progress", progress(job)).with("history", rows),
                text);
    }

    private static Value progress(JobView job) {
        return job.progress()
                .<Value>map(now ->
                        Value.Fields.none().with("done", now.done()).with("total", now.total()))
                .orElseGet(Value::nothing);
    }

    private static Value row(AttemptInfo attempt) {
        Optional<AttemptInfo.End> end = attempt.end();
        AttemptLog.ProgramEnd program = attempt.log().end();
        return Value.Fields.of(row -> {
            row.put("attempt", new Value.Whole(attempt.number()));
            row.put("start", new Value.Text(attempt.start().toString()));
            row.put("end", Value.ofText(end.map(it -> it.time().toString())));
            row.put("outcome", Value.ofText(end.map(it -> it.result().toString())));
            row.put(
                    "exit",
                    program.exit().isPresent()
                            ? new Value.Whole(program.exit().getAsInt())
                            : new Value.Nothing());
            row.put("signal", Value.ofText(program.signal()));
            row.put("error", Value.ofText(end.flatMap(AttemptInfo.End::error)));
            row.put("output", Value.ofText(lastLine(attempt)));
        });
    }

    private static Value forPeople(AttemptInfo attempt) {
        Optional<AttemptInfo.End> end = attempt.end();
        AttemptLog.ProgramEnd program = attempt.log().end();
        return Value.Fields.of(row -> {
            row.put("attempt", new Value.Whole(attempt.number()));
            row.put("outcome", Value.ofText(end.map(it -> it.result().toString())));
            row.put(
                    "for",
                    Value.ofText(
                            end.map(it ->
                                    DurationText.format(
                                            Duration.between(attempt.start(), it.time())))));
            row.put(
                    "exit",
                    Value.ofText(
                            program.signal()
                                    .or(() ->
                                            program.exit().stream()
                                                    .mapToObj(Integer::toString)
                                                    .findFirst())));
            row.put("error", Value.ofText(end.flatMap(AttemptInfo.End::error)));
            row.put("output", Value.ofText(lastLine(attempt)));
        });
    }

    private static Optional<String> lastLine(AttemptInfo attempt) {
        List<OutputLine> lines = attempt.log().kept().lines();
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast().text());
    }
}
