package dev.jobber.shell.command;

import dev.jobber.job.JobIdentity;
import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.Kind;
import dev.jobber.job.Placement;
import dev.jobber.otp.ChildSpec.Restart;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.shell.Answer;
import dev.jobber.shell.Check;
import dev.jobber.shell.CommandForm;
import dev.jobber.shell.ErrorCode;
import dev.jobber.shell.Example;
import dev.jobber.shell.Fault;
import dev.jobber.shell.Names;
import dev.jobber.shell.Session;
import dev.jobber.shell.ShellCommand;
import dev.jobber.shell.ShellException;
import dev.jobber.shell.Suggestions;
import dev.jobber.shell.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `start-job JOB`: `Jobber.start_job/1`, and the steps that led to it
@Command(
        name = "start-job",
        description = {
            "Starts a job.",
            "A job that is defined is started by its name; a kind and its options start work that is not."
        })
@Example(
        value = "start-job good",
        does = "starts the job 'good' of jobber.rc under a supervisor of its own")
@Example(
        value = "start-job good --type import --id monday",
        does = "starts it with a type, which may have a limit, and an id")
@Example(
        value = "start-job doomed --direct",
        does = "starts it under JobRunner, which ends when it crashes too often")
@Example(
        value = "start-job sim --sleep 5s --ok --bare",
        does = "starts work that is not defined, without a supervisor")
final class StartJob implements ShellCommand {

    private final Session session;
    private Optional<KindOptions> kind = Optional.empty();

    @Parameters(
            paramLabel = "JOB",
            completionCandidates = Kinds.Candidates.class,
            description = "A job that is defined, or a kind of job.")
    private String job = "";

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "What it is called; otherwise an id is drawn.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Its label in the registry, as import.")
    private Optional<String> type = Optional.empty();

    @Option(
            names = "--max-retries",
            paramLabel = "N",
            description = "How often it is tried again after an error (3).")
    private Optional<Integer> maxRetries = Optional.empty();

    @Option(
            names = "--retry-delay",
            paramLabel = "D",
            description = "How long it waits before it is tried again (5s).")
    private Optional<Duration> retryDelay = Optional.empty();

    @Option(
            names = "--direct",
            description = "Under JobRunner itself, without a supervisor of its own.")
    private boolean direct;

    @Option(
            names = "--restart",
            paramLabel = "RESTART",
            description = "With --direct: permanent, transient or temporary (transient).")
    private Optional<Restart> restart = Optional.empty();

    @Option(names = "--bare", description = "Without any supervisor.")
    private boolean bare;

    StartJob(Session session) {
        this.session = session;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, Names names) {
        var named =
                arguments.stream()
                        .filter(word ->
                                Kinds.WORDS.contains(word) || names.kindOf(word).isPresent())
                        .findFirst();
        var inline = named.filter(Kinds.WORDS::contains);
        kind = inline.or(() -> named.flatMap(names::kindOf)).flatMap(Kinds::options);
        if (inline.isPresent()) {
            kind.ifPresent(form::addOptions);
        } else if (named.isPresent()) {
            kind.ifPresent(options -> form.addOptions(options, SimOptions.OVERRIDES));
        } else {
            // The job is to blame then, not what follows it.
            Kinds.WORDS.forEach(word -> Kinds.options(word).ifPresent(form::addOptions));
        }
    }

    @Override
    public void check(Check check) {
        if (check.isKnown(job)) {
            if (Kinds.WORDS.contains(job)) {
                kind.ifPresent(options -> options.check(check, job));
            } else if (!check.names().defines(job)) {
                check.problem(job, unknownJob(check.names()));
            }
        }
        id.filter(check::isKnown)
                .filter(text -> !JobIdentity.isId(text))
                .ifPresent(text ->
                        check.problem(
                                text,
                                Fault.usage(
                                        "expected an id of letters, digits, _, - and . that does not begin with -, got: "
                                                + text)));
        type.filter(String::isBlank)
                .ifPresent(text ->
                        check.problem(
                                text, Fault.usage("expected a type after --type, got: nothing")));
        if (direct && bare) {
            check.problem(
                    "--bare", Fault.usage("expected only one of --direct and --bare, got: both"));
        }
        if (restart.isPresent() && !direct) {
            check.problem(
                    "--restart", Fault.usage("expected --direct beside --restart, got: none"));
        }
    }

    private Fault unknownJob(Names names) {
        var words = new TreeSet<>(names.jobs());
        words.addAll(Kinds.WORDS);
        return new Fault(
                ErrorCode.UNKNOWN_JOB,
                "unknown job '" + job + "'",
                Suggestions.hint(
                        job,
                        words,
                        "'defs' lists the jobs that are defined, 'define-job sim "
                                + job
                                + " ...' defines it"));
    }

    @Override
    public Answer run() {
        var request = JobRequest.of(work()).withName(job);
        request = id.map(request::withId).orElse(request);
        request = type.map(request::withType).orElse(request);
        request = maxRetries.map(request::withMaxRetries).orElse(request);
        request = retryDelay.map(request::withRetryDelay).orElse(request);
        if (!bare) {
            session.targets().asksRunner("start " + job);
        }
        return switch (session.engine().jobber().startJob(request, placement())) {
            case JobStart.Started(Pid pid, String started) ->
                    Answer.of(
                            Value.Fields.none().with("pid", pid.toString()).with("id", started),
                            "ok " + pid + "  id " + started);
            case JobStart.Refused(String code, String message, ExitReason _) ->
                    Answer.failed(Fault.of(new ErrorCode(code), message));
        };
    }

    private Kind work() {
        var options = kind.orElseThrow(() -> new ShellException(unknownJob(session.definitions())));
        return session.definitions().find(job).map(options::override).orElseGet(options::make);
    }

    private Placement placement() {
        if (bare) {
            return new Placement.Bare();
        }
        return direct
                ? new Placement.Direct(restart.orElse(Restart.TRANSIENT))
                : new Placement.Supervised();
    }
}
