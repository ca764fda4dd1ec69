package dev.jobber.transcript;

import static java.util.Objects.requireNonNull;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Task;
import dev.jobber.otp.TaskResult;
import dev.jobber.otp.TaskSupervisor;
import dev.jobber.otp.Thrown;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// The steps of tasks but for streams: section 8.
final class TaskSteps {
    private final ReplayWorld host;
    private final Bare bare;
    private final Map<String, Task<Term>> tasks = new HashMap<>();

    TaskSteps(ReplayWorld host, Bare bare) {
        this.host = host;
        this.bare = bare;
    }

    void addTo(Map<String, Step> steps) {
        steps.put("task_supervisor", this::supervisor);
        steps.put("async", words -> async(words, 1, Task::async));
        steps.put(
                "sup_async",
                words -> {
                    Pid supervisor = host.names().need(words.get(1));
                    return async(
                            Words.options(words).plain(),
                            2,
                            code -> TaskSupervisor.async(supervisor, code, shutdownOf(words)));
                });
        steps.put(
                "async_nolink",
                words -> {
                    Pid supervisor = host.names().need(words.get(1));
                    return async(
                            Words.options(words).plain(),
                            2,
                            code ->
                                    TaskSupervisor.asyncNolink(
                                            supervisor, code, shutdownOf(words)));
                });
        steps.put("start_task", this::startTask);
        steps.put("terminate_task", this::terminateTask);
        steps.put(
                "children",
                words ->
                        List.of(
                                host.printer()
                                        .requestResult(
                                                ReplayOutcome.of(() ->
                                                        host.printer()
                                                                .sortedList(
                                                                        TaskSupervisor.children(
                                                                                host.names()
                                                                                        .need(
                                                                                                words
                                                                                                        .getFirst())))))));
        steps.put(
                "await",
                words -> by(words, () -> host.print(task(words.get(1)).await(timeout(words)))));
        steps.put(
                "await_many",
                words -> by(words, () -> host.print(Task.awaitMany(tasks(words), timeout(words)))));
        steps.put(
                "yield",
                words ->
                        by(
                                words,
                                () ->
                                        text(
                                                task(words.get(1))
                                                        .yield(
                                                                ServerSteps.duration(
                                                                        words.get(2))))));
        steps.put(
                "yield_many",
                words ->
                        by(
                                words,
                                () ->
                                        TaskResults.text(
                                                host,
                                                Task.yieldMany(
                                                        tasks(words),
                                                        ServerSteps.duration(words.get(2))))));
        steps.put("shutdown", words -> by(words, () -> text(shutdown(words))));
        steps.put("ignore_task", words -> by(words, () -> text(task(words.get(1)).ignore())));
    }

    // ---- what a task does

    private Term body(String name, List<String> words) {
        List<String> rest = Words.after(words, 1);
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "" -> Term.OK;
            case "trap_exit" -> {
                Process.trapExit(true);
                yield body(name, rest);
            }
            case "hold" -> {
                host.hold(name);
                yield body(name, rest);
            }
            case "ok" -> TermParser.parse(rest.getFirst());
            case "raise" -> throw new RuntimeException("boom");
            case "exit" -> throw new ExitException(Reasons.of(rest.getFirst()));
            case "throw" -> throw new Thrown(TermParser.parse(rest.getFirst()));
            default -> throw new NoFunctionClause("Steps.body/2");
        };
    }

    // ---- starting

    private List<String> supervisor(List<String> words) {
        Words.Options options = Words.options(words);
        var flags = DynamicSupervisor.Flags.DEFAULT;
        flags =
                flags.withMaxRestarts(number(options, "max_restarts", flags.maxRestarts()))
                        .withMaxSeconds(number(options, "max_seconds", flags.maxSeconds()));
        if (options.get("max_children").isPresent()) {
            flags = flags.withMaxChildren(number(options, "max_children", 0));
        }
        host.watch(
                words.getFirst(), TaskSupervisor.startLink(flags, StartOptions.NONE).pidOrExit());
        return List.of();
    }

    private static int number(Words.Options options, String option, int usual) {
        return options.number(option).map(Long::intValue).orElse(usual);
    }

    private static ChildSpec.Shutdown shutdownOf(List<String> words) {
        return Words.options(words)
                .get("shutdown")
                .<ChildSpec.Shutdown>map(word ->
                        word.equals("brutal_kill")
                                ? new ChildSpec.Shutdown.BrutalKill()
                                : new ChildSpec.Shutdown.Within(ServerSteps.duration(word)))
                .orElse(ChildSpec.DEFAULT_SHUTDOWN);
    }

    /// A task that waits until its owner knows it.
    private record Up(Pid task) {}

    private List<String> async(
            List<String> words, int at, Function<Callable<Term>, Task<Term>> start) {
        String name = words.get(at);
        List<String> body = Words.after(words, at + 1);
        Optional<ReplayOutcome> outcome =
                bare.outcome(
                        host.names().need(words.getFirst()),
                        () -> {
                            Pid owner = Process.self();
                            Task<Term> task =
                                    start.apply(() -> {
                                        host.watch(name);
                                        Process.send(owner, new Up(Process.self()));
                                        Process.receive("go"::equals);
                                        return body(name, body);
                                    });
                            var up = new Up(task.pid().orElseThrow());
                            Process.receive(up::equals);
                            host.names().nameReference(task.ref(), name);
                            tasks.put(name, task);
                            return "ok";
                        });
        if (outcome.orElse(null) instanceof ReplayOutcome.Value) {
            Process.send(requireNonNull(tasks.get(name)).pid().orElseThrow(), "go");
        }
        String owner = words.getFirst();
        return outcome.map(it -> startText(it, owner)).stream().toList();
    }

    /// A start that failed shows the request, which OTP words in its own way.
    private String startText(ReplayOutcome outcome, String owner) {
        if (!(outcome
                instanceof ReplayOutcome.Exited(ExitReason.CallFailed(var why, var invocation)))) {
            return text(outcome);
        }
        String request =
                "{:start_task, [{:nonode@nohost, %s, %s}, :monitor], :temporary, nil}"
                        .formatted(owner, owner);
        return "exit {%s, {GenServer, :call, [%s, %s, :infinity]}}"
                .formatted(host.print(why), host.print(invocation.arguments().getFirst()), request);
    }

    private List<String> startTask(List<String> words) throws Exception {
        String name = words.get(1);
        Words.Options options = Words.options(Words.after(words, 2));
        TaskSupervisor.Options how =
                TaskSupervisor.Options.DEFAULT
                        .withRestart(
                                options.get("restart")
                                        .map(word -> ChildSpec.Restart.valueOf(word.toUpperCase()))
                                        .orElse(ChildSpec.Restart.TEMPORARY))
                        .withShutdown(shutdownOf(words));
        var outcome =
                ReplayOutcome.of(() -> {
                    StartResult result =
                            TaskSupervisor.startChild(
                                    host.names().need(words.getFirst()),
                                    () -> {
                                        host.started(name, "");
                                        body(name, options.plain());
                                    },
                                    how);
                    if (result instanceof StartResult.Started(var pid, _)) {
                        host.names().name(pid, name);
                    }
                    return Starts.text(host, result);
                });
        return List.of(host.printer().requestResult(outcome));
    }

    private List<String> terminateTask(List<String> words) throws Exception {
        return List.of(
                host.printer()
                        .requestResult(
                                ReplayOutcome.of(() -> {
                                    Pid supervisor = host.names().need(words.getFirst());
                                    Pid task = host.names().need(words.get(1));
                                    return SupervisorSteps.text(
                                            host, TaskSupervisor.terminateChild(supervisor, task));
                                })));
    }

    // ---- asking

    private List<String> by(List<String> words, Callable<String> action) {
        return bare.outcome(host.names().need(words.getFirst()), action).map(this::text).stream()
                .toList();
    }

    /// The result of asking a task: of what was raised only the module.
    private String text(ReplayOutcome outcome) {
        return outcome instanceof ReplayOutcome.Raised(var problem)
                ? "raise " + ExceptionNames.module(problem)
                : host.printer().result(outcome);
    }

    private String text(Optional<TaskResult<Term>> result) {
        return TaskResults.text(host, result);
    }

    private Task<Term> task(String name) {
        Task<Term> task = tasks.get(name);
        if (task == null) {
            throw new NoFunctionClause("Task.await/2");
        }
        return task;
    }

    private List<Task<Term>> tasks(List<String> words) {
        return Words.commas(words.get(1)).stream().map(this::task).toList();
    }

    private static Duration timeout(List<String> words) {
        return Words.options(words)
                .get("timeout")
                .map(ServerSteps::duration)
                .orElse(Task.DEFAULT_TIMEOUT);
    }

    private Optional<TaskResult<Term>> shutdown(List<String> words) {
        Task<Term> task = task(words.get(1));
        if (words.size() < 3) {
            return task.shutdown();
        }
        return words.get(2).equals("brutal_kill")
                ? task.shutdown(new ChildSpec.Shutdown.BrutalKill())
                : task.shutdown(ServerSteps.duration(words.get(2)));
    }
}
