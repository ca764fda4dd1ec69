package dev.jobber.shell.command.schedule;

import dev.jobber.job.JobStart;
import dev.jobber.job.durable.DurableSchedule;
import dev.jobber.job.identity.JobOrigin;
import dev.jobber.job.schedule.Schedule;
import dev.jobber.job.schedule.ScheduleInfo;
import dev.jobber.job.schedule.ScheduleText;
import dev.jobber.job.schedule.Timing;
import dev.jobber.otp.ExitException;
import dev.jobber.shell.command.job.StartJob;
import dev.jobber.shell.parse.CommandForm;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ExitErrors;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Times;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.Quoting;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/// What the lines of `at`, `every` and `cron` have in common: after a time comes what `start-job`
/// takes, and options of the schedule anywhere.
final class ScheduleLine {
    private final Session session;
    private final ScheduleOptions options = new ScheduleOptions();
    private final StartJob start;
    private ScheduleText text = ScheduleText.of("");

    /// The line itself; empty before it runs.
    private Optional<String> origin = Optional.empty();

    ScheduleLine(Session session, Scripts scripts) {
        this.session = session;
        this.start = new StartJob(session, scripts.here());
    }

    /// Stands in `help` for what follows the time.
    private static final class Start {
        @Parameters(
                arity = "1..*",
                paramLabel = "START",
                description =
                        "What start-job takes: a job that is defined, or a kind, and their options.")
        @SuppressWarnings("UnusedVariable") // picocli fills it
        private List<String> words = List.of();
    }

    /// What a line begins with.
    ///
    /// @param command the name of the command
    /// @param words how many words say the time
    record Head(String command, int words) {}

    /// @param more options with a value that the command has beside these
    void prepare(
            CommandForm form, Head head, List<String> arguments, JobNames names, String... more) {
        form.addOptions(options);
        List<String> said = ScheduleOptions.without(arguments, more);
        List<String> started = said.subList(Math.min(head.words(), said.size()), said.size());
        text =
                new ScheduleText(
                        Quoting.line(
                                Stream.concat(Stream.of(head.command()), said.stream()).toList()),
                        Quoting.line(started));
        if (said.size() < head.words()) {
            form.addOptions(new Start());
        } else {
            form.addOptions(start);
            start.prepare(form, started, names);
        }
    }

    void validate(Validation validation) {
        options.validate(validation);
        start.validate(validation);
    }

    Session session() {
        return session;
    }

    Answer add(Timing timing) {
        origin = JobOrigin.line();
        String name = options.name().orElse(start.job());
        boolean isNamed = options.name().isPresent();
        ScheduleInfo added =
                start.isDurable()
                        ? session.schedules().addKept(kept(name, timing), isNamed)
                        : session.schedules()
                                .add(
                                        new Schedule(
                                                name, text, timing, options.rules(), this::start),
                                        isNamed);
        ZonedDateTime now = session.now();
        ZoneId zone = added.zone().orElse(now.getZone());
        return Answer.of(
                Value.Fields.none()
                        .with("name", added.name())
                        .with("next", Schedules.time(added.next(), zone)),
                "ok "
                        + added.name()
                        + added.next()
                                .map(next ->
                                        "  next "
                                                + Times.shownWithZone(next, zone)
                                                + ", "
                                                + Times.distance(next, now.toInstant()))
                                .orElse(""));
    }

    private DurableSchedule kept(String name, Timing timing) {
        return new DurableSchedule(
                name, text, new ScheduleInfo.When(timing, options.rules()), start.durable());
    }

    /// Called for each run.
    private JobStart start() {
        try {
            return origin.isPresent() ? JobOrigin.from(origin.get(), start::start) : start.start();
        } catch (ExitException gone) {
            throw new ShellException(ExitErrors.of(gone.reason()));
        }
    }
}
