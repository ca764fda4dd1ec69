package dev.jobber.shell.command.job;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.Placement;
import dev.jobber.job.durable.DurableStart;
import dev.jobber.job.identity.JobIdentity;
import dev.jobber.job.kind.Kind;
import dev.jobber.job.policy.AdmissionPolicy;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.otp.ChildSpec.Restart;
import dev.jobber.shell.command.job.kind.KindOptions;
import dev.jobber.shell.command.job.kind.Kinds;
import dev.jobber.shell.command.job.kind.PolicyOptions;
import dev.jobber.shell.parse.CommandForm;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Definitions.Definition;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.StartAnswer;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/// `start-job JOB`: `Jobber.start_job/1`, and the steps that led to it
@Command(
        name = "start-job",
        description = {
            "Starts a job.",
            "NAME starts a defined job; a kind and its options start work without a definition.",
            "A start that has no room is refused, or waits, replaces the oldest job or is skipped: --when-full."
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
        value = "first = start-job good; start-job good --after $first",
        does = "starts a job when another is done")
@Example(value = "start-job sh --type import -- echo hello", does = "runs a program as a job")
@Example(
        value = "start-job sim --sleep 5s --ok --bare",
        does = "starts work that is not defined, without a supervisor")
@InOtp(
        "Jobber.start_job/1 of the document: DynamicSupervisor.start_child(JobRunner, {JobSupervisor, args}). With --direct the child is {Job, args}; --bare is GenServer.start(Job, args).")
@SeeAlso({"define-job", "await", "jobs", "quotas", "retries", "restarts"})
public final class StartJob implements ShellCommand {
    private final Session session;
    private final Scripts scripts;
    private Optional<KindOptions<?>> kind = Optional.empty();
    private final PolicyOptions policy = new PolicyOptions();
    private List<String> words = List.of();

    @Parameters(
            paramLabel = "JOB",
            completionCandidates = Kinds.Candidates.class,
            description = "A job that is defined, or a kind of job.")
    private String job = "";

    @Option(names = "--id", paramLabel = "ID", description = "The job's id (random).")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--after",
            arity = "1..*",
            paramLabel = "ID",
            description =
                    "It starts when these jobs are done, and is skipped if one of them fails.")
    private List<String> after = List.of();

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

    @Option(
            names = "--durable",
            description = "In the store, so that it outlives this program; needs --store.")
    private boolean durable;

    @Option(
            names = "--max-crashes",
            paramLabel = "N",
            description =
                    "How often a durable job may crash, or be lost with the program that runs it, before a loss makes it crashed (3).")
    private Optional<Integer> maxCrashes = Optional.empty();

    /// @param scripts finds the files that the line names
    public StartJob(Session session, Scripts scripts) {
        this.session = session;
        this.scripts = scripts;
    }

    @Override
    public void prepare(CommandForm form, List<String> arguments, JobNames names) {
        words = arguments;
        Optional<String> named =
                arguments.stream()
                        .filter(word ->
                                Kinds.WORDS.contains(word) || names.kindOf(word).isPresent())
                        .findFirst();
        Optional<String> inline = named.filter(Kinds.WORDS::contains);
        kind =
                inline.or(() -> named.flatMap(names::kindOf))
                        .flatMap(word -> Kinds.options(word, session, scripts));
        inline.ifPresent(word -> Kinds.announce(word, session));
        form.addOptions(policy);
        if (inline.isPresent()) {
            kind.ifPresent(form::addOptions);
        } else if (named.isPresent()) {
            kind.filter(options -> !options.overrides().isEmpty())
                    .ifPresent(options -> form.addOptions(options, options.overrides()));
        } else {
            form.addOptions(new Anything()); // the job is to blame then, not what follows it
        }
    }

    @Override
    public void validate(Validation validation) {
        if (validation.isKnown(job)) {
            if (Kinds.WORDS.contains(job)) {
                kind.ifPresent(options -> {
                    options.validate(validation, job);
                    Kinds.warn(options, validation, session);
                });
            } else if (!validation.names().defines(job)) {
                validation.problem(job, unknownJob(validation.names()));
            }
        }
        id.filter(validation::isKnown)
                .filter(text -> !JobIdentity.isId(text))
                .ifPresent(text ->
                        validation.problem(
                                text,
                                UserError.usage(
                                        "expected an id of letters, digits, _, - and . that does not begin with -, got: "
                                                + text)));
        policy.validate(validation);
        if (policy.needType() && policy.policy().type().isEmpty() && Kinds.WORDS.contains(job)) {
            validation.problem(job, needsType());
        }
        if (direct && bare) {
            validation.problem(
                    "--bare", UserError.usage("--direct and --bare cannot be used together"));
        }
        if (durable && (direct || bare)) {
            validation.problem(
                    "--durable",
                    UserError.usage(
                            "--durable and "
                                    + (direct ? "--direct" : "--bare")
                                    + " cannot be used together"));
        }
        if (maxCrashes.filter(most -> most < 1).isPresent()) {
            validation.problem(
                    "--max-crashes",
                    UserError.usage(
                            "expected --max-crashes from 1 on, got: " + maxCrashes.orElseThrow()));
        }
        if (restart.isPresent() && !direct) {
            validation.problem("--restart", UserError.usage("--restart needs --direct"));
        }
    }

    private static final UserError SECRET_IN_LINE =
            new UserError(
                    new ErrorCode("secret_in_line"),
                    "the value of a secret stands in the line, and the store keeps no secrets",
                    "let the program take it from the variable that --secret names");

    private static UserError needsType() {
        return UserError.usage(
                "--limit, --when-full, --queue-max, --rate and --priority need a type",
                "add --type TYPE");
    }

    private UserError unknownJob(JobNames names) {
        TreeSet<String> words = new TreeSet<>(names.jobs());
        words.addAll(Kinds.WORDS);
        return new UserError(
                ErrorCode.UNKNOWN_JOB,
                "unknown job '" + job + "'",
                DidYouMean.hint(
                        job,
                        words,
                        "'defs' lists the jobs that are defined, 'define-job sim "
                                + job
                                + " ...' defines it"));
    }

    /// The name of the defined job, or the kind, as the line has it.
    public String job() {
        return job;
    }

    @Override
    public boolean startsSomething() {
        return true;
    }

    @Override
    public Answer run() {
        if (isDurable()) {
            session.targets().asksStore();
        } else if (!bare) {
            session.targets().asksRunner("start " + job);
        }
        return StartAnswer.of(start());
    }

    /// Starts the job, as its name is defined now. May be called again, for another job.
    ///
    /// @throws ShellException where the name is not defined any more, the job has no type and needs
    ///   one, or a job that it waits for is not known
    public JobStart start() {
        Optional<Definition> definition = session.definitions().find(job);
        if (isDurable()) {
            return session.started(session.storeFor("--durable").start(durable(definition)));
        }
        if (maxCrashes.isPresent()) {
            var _ = session.storeFor("--max-crashes");
            throw new ShellException(UserError.usage("--max-crashes needs --durable"));
        }
        JobRequest request = request(definition, kind(definition));
        return session.started(
                session.observer()
                        .jobber()
                        .startJob(
                                request.withAfter(
                                        after.stream()
                                                .map(session.targets()::job)
                                                .map(JobHandle::id)
                                                .toList()),
                                placement()));
    }

    /// Whether the job goes into the store.
    public boolean isDurable() {
        return durable || session.startsDurable() && !direct && !bare;
    }

    /// The job, for a store, as its name is defined now.
    ///
    /// @throws ShellException as [#start] does, or where there is no store
    public DurableStart durable() {
        var _ = session.storeFor("--durable");
        return durable(session.definitions().find(job));
    }

    /// The job, for a store.
    ///
    /// @param definition that of the job, where it has a name
    DurableStart durable(Optional<Definition> definition) {
        Kind work = kind(definition);
        dev.jobber.job.durable.Definition lines =
                DurableLines.of(definition, words, scripts.path("."));
        if (lines.lines().stream()
                .map(line -> String.join(" ", line))
                .anyMatch(line -> !Kinds.withoutSecrets(work, line, session).equals(line))) {
            throw new ShellException(SECRET_IN_LINE);
        }
        JobRequest request =
                request(definition, work)
                        .withAfter(
                                after.stream()
                                        .map(text ->
                                                session.observer()
                                                        .job(text)
                                                        .map(JobHandle::id)
                                                        .orElse(text))
                                        .toList());
        return new DurableStart(
                request,
                lines,
                maxCrashes.orElse(DurableStart.DEFAULT_MAX_CRASHES),
                Kinds.obstacle(work, session));
    }

    /// The job without those that it waits for.
    private JobRequest request(Optional<Definition> definition, Kind work) {
        JobPolicy policies =
                policy.policy().or(definition.map(Definition::policy).orElse(JobPolicy.NONE));
        if (policies.type().isEmpty() && !policies.admission().equals(AdmissionPolicy.NONE)) {
            throw new ShellException(needsType());
        }
        JobRequest request =
                JobRequest.of(Kinds.work(work, policies, session))
                        .withName(job)
                        .withPolicy(policies);
        return id.map(request::withId).orElse(request);
    }

    private Kind kind(Optional<Definition> definition) {
        KindOptions<?> options =
                kind.filter(_ -> definition.isPresent() || Kinds.WORDS.contains(job))
                        .orElseThrow(() -> new ShellException(unknownJob(session.definitions())));
        return definition
                .map(defined -> Kinds.override(options, defined.kind()))
                .orElseGet(() -> options.make(scripts));
    }

    /// Takes whatever follows a job that is not known.
    private static final class Anything {
        @Unmatched
        @SuppressWarnings("UnusedVariable") // picocli fills it
        private List<String> words = List.of();
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
