package dev.jobber.shell.command.handler;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.Jobber;
import dev.jobber.job.identity.JobOrigin;
import dev.jobber.otp.Exit;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Value;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// Hears of the ends of jobs and runs the handlers that wait for them. It waits for no command:
/// each run has a process of its own. Runs of one handler come one after the other, in the order of
/// the ends; those of several handlers come side by side.
///
/// A handler may start jobs whose ends it handles again. Such a chain is as long as
/// [#MOST_GENERATIONS]; the end of its last job is told, and not handled.
final class HandlerServer extends GenServer<Handlers, HandlerServer.Idle, Void> {
    /// How many jobs a chain may have in which a handler starts each because of the one before it.
    private static final int MOST_GENERATIONS = 16;

    /// How many ends may wait for one handler.
    private static final int MOST_WAITING = 10_000;

    /// How long the end of a session waits for the next run to end.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Jobber jobber;
    private final Handlers handlers;
    private final LogGateway log;

    /// The runs there are, and those that come after them. Only this process uses them.
    private final Map<Pid, Run> running = new HashMap<>();

    private final Map<Integer, Queue<Run>> waiting = new HashMap<>();

    /// The callers that wait until nothing runs.
    private final List<From> idling = new ArrayList<>();

    /// A request that is answered when no handler runs, and none waits.
    record Idle() implements Request<Boolean> {}

    /// A run of a handler because of a job.
    private record Run(int number, Handler handler, JobHandle job) {}

    HandlerServer(Jobber jobber, Handlers handlers, LogGateway log) {
        this.jobber = jobber;
        this.handlers = handlers;
        this.log = log;
    }

    @Override
    protected InitResult<Handlers> init() {
        Process.trapExit(true);
        jobber.tellOfEnds(jobber.node().named(Handlers.NAME));
        return ok(handlers);
    }

    @Override
    protected CallResult<Handlers> handleCall(Idle idle, From from, Handlers state) {
        if (running.isEmpty()) {
            return reply(idle, true, state);
        }
        idling.add(from);
        return noreply(state);
    }

    @Override
    protected Result<Handlers> handleInfo(Object message, Handlers state) throws Exception {
        switch (message) {
            case JobHandle.Ended(JobHandle job) -> ended(job);
            case Exit(Pid pid, ExitReason reason) when running.containsKey(pid) ->
                    next(pid, reason);
            default -> {
                return super.handleInfo(message, state);
            }
        }
        return noreply(state);
    }

    private void ended(JobHandle job) {
        JobInfo info = job.info();
        handlers.all()
                .forEach((number, handler) -> {
                    if (handler.trigger().matches(info)) {
                        handle(new Run(number, handler, job));
                    }
                });
    }

    private void handle(Run run) {
        if (run.job().generation() >= MOST_GENERATIONS) {
            warn(
                    run,
                    "is not run: handlers have started "
                            + MOST_GENERATIONS
                            + " jobs, each because of the one before it; is this a loop?");
            return;
        }
        if (run.handler().trigger().once()) {
            var _ = handlers.remove(run.number());
        }
        Queue<Run> queue = waiting.get(run.number());
        if (queue == null) {
            waiting.put(run.number(), new ArrayDeque<>());
            start(run);
        } else if (queue.size() < MOST_WAITING) {
            queue.add(run);
        } else {
            warn(run, "is not run: " + MOST_WAITING + " runs of it wait already");
        }
    }

    private void start(Run run) {
        Pid runner = Process.spawnLink(() -> perform(run));
        running.put(runner, run);
    }

    private void perform(Run run) {
        JobInfo job = run.job().info();
        Map<String, Value> values =
                Map.of(
                        On.ID,
                        new Value.Text(job.id()),
                        On.NAME,
                        new Value.Text(job.name().orElse("")),
                        On.REASON,
                        new Value.Text(job.error().orElse("normal")));
        Answer answer =
                JobOrigin.because(
                        run.job().generation(), () -> run.handler().command().run(values));
        Process.self(); // ends here if it was killed in the command
        switch (answer) {
            case Answer.Ok ok -> {
                handlers.ran(run.number(), false);
                String text = ok.rendering().text(Style.PLAIN);
                if (!text.isEmpty()) {
                    log.log(LogLevel.INFO, subject(run) + ": " + text);
                }
            }
            case Answer.Failed failed -> {
                handlers.ran(run.number(), true);
                warn(run, "failed: " + failed.error().sentence());
            }
        }
    }

    /// A run is over; the next one of its handler begins.
    private void next(Pid runner, ExitReason reason) {
        Run run = running.remove(runner);
        if (run == null) {
            return;
        }
        if (!reason.equals(ExitReason.NORMAL)) {
            handlers.ran(run.number(), true);
            warn(run, "was ended: " + reason);
        }
        Queue<Run> queue = waiting.getOrDefault(run.number(), new ArrayDeque<>());
        if (queue.isEmpty()) {
            waiting.remove(run.number());
        } else {
            start(queue.remove());
        }
        if (running.isEmpty()) {
            idling.forEach(caller -> caller.reply(true));
            idling.clear();
        }
    }

    private void warn(Run run, String what) {
        log.log(LogLevel.WARNING, subject(run) + " " + what);
    }

    private static String subject(Run run) {
        return "Handler " + run.number() + " for " + run.job().id();
    }

    /// Lets the runs come to their ends, and ends those that take too long for the end of a
    /// session.
    @Override
    protected void terminate(ExitReason reason, Handlers state) {
        boolean inTime = true;
        while (inTime && !running.isEmpty()) {
            Optional<Object> exit =
                    Process.receive(
                            message ->
                                    message instanceof Exit(Pid pid, _) && running.containsKey(pid),
                            PATIENCE);
            inTime = exit.isPresent();
            if (exit.isPresent() && exit.get() instanceof Exit(Pid pid, ExitReason why)) {
                next(pid, why);
            }
        }
        running.forEach((pid, run) -> {
            warn(run, "was ended, because the session ends");
            Process.exit(pid, ExitReason.KILL);
        });
    }
}
