package dev.jobber.transcript;

import dev.jobber.job.JobEvent;
import dev.jobber.job.JobRequest;
import dev.jobber.job.JobStart;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.Outcome;
import dev.jobber.job.Placement;
import dev.jobber.job.Work;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.Dest;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// The steps of the job system: section 9.
final class JobSteps {
    private static final Duration WORK = Duration.ofMillis(15);
    private static final Duration RETRY_DELAY = Duration.ofMillis(20);

    private final ReplayWorld host;
    private final List<Pid> runners = new ArrayList<>();
    private Optional<Jobber> started = Optional.empty();
    private Placement placement = new Placement.Supervised();

    JobSteps(ReplayWorld host) {
        this.host = host;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("design", this::design);
        steps.put("job", words -> request(() -> startJob(words)));
        steps.put("job_count", words -> request(() -> SupervisorSteps.count(supervisor(words))));
        steps.put("job_which", this::which);
        steps.put("runner", _ -> List.of("runner " + runner()));
        steps.put("imports", _ -> List.of(imports()));
        steps.put(
                "terminate_job",
                words ->
                        request(() -> {
                            Pid pid = host.names().need(words.getFirst());
                            return SupervisorSteps.text(
                                    host, DynamicSupervisor.terminateChild(jobber().runner(), pid));
                        }));
        steps.put(
                "stop_runner",
                _ ->
                        request(() -> {
                            DynamicSupervisor.stop(jobber().runner());
                            return "ok";
                        }));
        steps.put(
                "kill_runner",
                _ -> {
                    jobber().runner().whereis().ifPresent(it -> Process.exit(it, ExitReason.KILL));
                    return List.of();
                });
    }

    private Jobber jobber() {
        return started.orElseThrow();
    }

    private List<String> request(Callable<String> action) throws Exception {
        return List.of(
                host.printer().requestResult(dev.jobber.transcript.ReplayOutcome.of(action)));
    }

    // ---- the design

    private List<String> design(List<String> words) {
        JobberOptions options =
                JobberOptions.defaults()
                        .withRunnerMaxSeconds(30)
                        .withFinished(FinishedJobs.KEEP)
                        .withRegistry(false)
                        .withLimits(Map.of())
                        .withListener(this::hear);
        JobberOptions early = options.withRunnerMaxSeconds(5);
        host.logs().turnOn();
        switch (words.getFirst()) {
            case "bare" -> start(early, new Placement.Bare());
            case "permanent" -> start(early, new Placement.Direct(ChildSpec.Restart.PERMANENT));
            case "transient" -> start(early, new Placement.Direct(ChildSpec.Restart.TRANSIENT));
            case "max_seconds_30" ->
                    start(options, new Placement.Direct(ChildSpec.Restart.TRANSIENT));
            case "job_supervisor" -> start(options, new Placement.Supervised());
            case "registry" -> start(options.withRegistry(true), new Placement.Supervised());
            case "quota" ->
                    start(
                            options.withRegistry(true)
                                    .withLimits(JobberOptions.defaults().limits()),
                            new Placement.Supervised());
            default ->
                    throw new IllegalArgumentException(
                            "expected a design, got: " + words.getFirst());
        }
        return List.of();
    }

    private void start(JobberOptions options, Placement where) {
        var jobber = Jobber.start(host.node(), options);
        started = Optional.of(jobber);
        placement = where;
        host.watch("top", jobber.supervisor().whereis().orElseThrow());
        runner();
    }

    private String runner() {
        Optional<Pid> now = jobber().runner().whereis();
        if (now.isEmpty()) {
            return "none";
        }
        Pid pid = now.get();
        if (!runners.contains(pid)) {
            runners.add(pid);
            host.watch("runner", pid);
        }
        return String.valueOf(runners.indexOf(pid) + 1);
    }

    /// What a job says while it works.
    private void hear(JobEvent event) {
        switch (event) {
            case JobEvent.Supervised(var job) -> host.started(job.id() + ".sup", "");
            case JobEvent.Started(var job) -> host.started(job.id(), "");
            case JobEvent.Errored _, JobEvent.RetryFailed _ -> {
                host.pauses(pid(event));
                log(event);
            }
            case JobEvent.Completed _,
                    JobEvent.Logged _,
                    JobEvent.Lingering _,
                    JobEvent.Gone _,
                    JobEvent.Skipped _,
                    JobEvent.NotStarted _ ->
                    log(event);
            case JobEvent.Exiting _ -> {
                host.goesOn(pid(event));
                log(event);
            }
            case JobEvent.Detail _ -> {}
        }
    }

    private static Pid pid(JobEvent event) {
        return event.subject().pid().orElseThrow();
    }

    private void log(JobEvent event) {
        host.logs().log(event.level().name().toLowerCase(), event.message());
    }

    // ---- jobs

    private String startJob(List<String> words) {
        String kind = words.get(0);
        String name = words.get(1);
        Words.Options options = Words.options(Words.after(words, 2));
        JobRequest request =
                (kind.equals("workless") ? JobRequest.EMPTY : JobRequest.of(work(kind, name)))
                        .withId(options.get("id").orElse(name))
                        .withRetryDelay(RETRY_DELAY);
        if (options.get("type").isPresent()) {
            request = request.withType(options.get("type").get());
        }
        if (options.get("max_retries").isPresent()) {
            request = request.withMaxRetries(options.number("max_retries").get().intValue());
        }
        return switch (jobber().startJob(request, placement)) {
            case JobStart.Started(var pid, _) -> "ok " + host.print(pid);
            case JobStart.Refused(_, _, var reason) -> "error " + host.print(reason);
            case JobStart.Queued _, JobStart.Waiting _, JobStart.Skipped _ ->
                    throw new IllegalStateException("the document's jobs do not wait");
        };
    }

    private Work work(String kind, String name) {
        return _ -> {
            host.goesOn(Process.self());
            if (!kind.equals("held")) {
                host.pause(WORK);
                return outcome(kind);
            }
            host.isHeld(name, Process.self());
            var finish = (Finish) Process.receive(Finish.class::isInstance);
            return outcome(finish.how());
        };
    }

    private static Object outcome(String kind) {
        return switch (kind) {
            case "good" -> Outcome.ok();
            case "bad" -> Outcome.error();
            case "doomed" -> throw new RuntimeException("Boom!");
            default -> Term.atom(kind);
        };
    }

    // ---- looking

    /// The supervisor of that name; without one, JobRunner.
    private Dest supervisor(List<String> words) {
        return words.isEmpty() ? jobber().runner() : host.names().need(words.getFirst());
    }

    private List<String> which(List<String> words) throws Exception {
        Dest supervisor = supervisor(words);
        List<String> children = new ArrayList<>();
        List<String> none =
                request(() -> {
                    Supervisor.whichChildren(supervisor)
                            .forEach(child -> children.add(text(child)));
                    return "none";
                });
        return children.isEmpty()
                ? none
                : children.stream().sorted(ReplayPrinter.BY_CODE_POINT).toList();
    }

    private String text(Supervisor.Child child) {
        return SupervisorSteps.text(host, child)
                + child.modules().stream()
                        .map(module -> ModuleNames.atom(module).toString())
                        .collect(Collectors.joining(", ", " [", "]"));
    }

    private String imports() {
        return jobber().runningImports().stream()
                .map(it ->
                        ReplayPrinter.tuple(
                                host.print(it.id()), host.print(it.pid()), host.print(it.type())))
                .sorted(ReplayPrinter.BY_CODE_POINT)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
