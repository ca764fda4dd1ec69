package dev.jobber.otp;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

/// A [DynamicSupervisor] of tasks: Elixir's `Task.Supervisor`.
///
/// ```
///         tasks                       owner
///    ┌──────┼──────┐                    │ asyncNolink
///  task   task   task ◄─────────────────┘ hears of a crash, and lives on
/// ```
///
/// ```java
/// Pid tasks =
///         TaskSupervisor.start(node, DynamicSupervisor.Flags.DEFAULT, StartOptions.NONE)
///                 .pidOrExit();
/// Optional<TaskResult<Integer>> length =
///         node.run(() -> {
///             Task<Integer> task = TaskSupervisor.asyncNolink(tasks, () -> "page".length());
///             return task.yield(Duration.ofSeconds(30)); // a crash is a result, too
///         });
/// ```
///
/// **When to use it.** For tasks that must not end their owner with their crash, and that end in
/// order with the application.
///
/// **What it costs.** What a [Task] costs, and a request to the supervisor.
///
/// Its tasks are temporary, end with it, and have 5 s to end when they are told to, unless they are
/// started with other [Options].
public final class TaskSupervisor {
    private static final String TASK = "Task";

    private TaskSupervisor() {}

    /// How a supervisor treats a task.
    ///
    /// @param restart when it is started again; temporary by default
    /// @param shutdown how it is stopped; within 5 s by default
    public record Options(ChildSpec.Restart restart, ChildSpec.Shutdown shutdown) {
        /// Temporary, 5 s to end.
        public static final Options DEFAULT =
                new Options(ChildSpec.Restart.TEMPORARY, ChildSpec.DEFAULT_SHUTDOWN);

        public Options {
            Refused.ifNull(restart, "when to restart");
            Refused.ifNull(shutdown, "how to stop");
        }

        /// The same with another restart rule.
        public Options withRestart(ChildSpec.Restart other) {
            return new Options(other, shutdown);
        }

        /// The same with another way to stop it.
        public Options withShutdown(ChildSpec.Shutdown other) {
            return new Options(restart, other);
        }
    }

    /// Starts a supervisor of tasks linked to the calling process, as
    /// `Task.Supervisor.start_link/1`.
    public static StartResult startLink(DynamicSupervisor.Flags flags, StartOptions options) {
        return DynamicSupervisor.startLink(flags, options);
    }

    /// Starts a supervisor of tasks that has no parent. May be called by any thread.
    public static StartResult start(
            Node node, DynamicSupervisor.Flags flags, StartOptions options) {
        return DynamicSupervisor.start(node, flags, options);
    }

    /// A supervisor of tasks as a child of a supervisor.
    public static ChildSpec childSpec(
            Object id, DynamicSupervisor.Flags flags, StartOptions options) {
        return ChildSpec.supervisor(id, () -> startLink(flags, options))
                .withModules("Task.Supervisor");
    }

    // ---- tasks with an owner

    /// Starts a task of the calling process, linked to it and to the supervisor, as
    /// `Task.Supervisor.async/2`.
    ///
    /// Throws [IllegalStateException] if the supervisor is full.
    public static <T> Task<T> async(Dest supervisor, Callable<T> code) {
        return async(supervisor, code, ChildSpec.DEFAULT_SHUTDOWN);
    }

    /// [#async(Dest, Callable)] of a task that is stopped in another way.
    public static <T> Task<T> async(
            Dest supervisor, Callable<T> code, ChildSpec.Shutdown shutdown) {
        return async(supervisor, code, shutdown, true);
    }

    /// Starts a task of the calling process that is linked to the supervisor only, as
    /// `Task.Supervisor.async_nolink/2`: a crash of one does not end the other.
    ///
    /// Throws [IllegalStateException] if the supervisor is full.
    public static <T> Task<T> asyncNolink(Dest supervisor, Callable<T> code) {
        return asyncNolink(supervisor, code, ChildSpec.DEFAULT_SHUTDOWN);
    }

    /// [#asyncNolink(Dest, Callable)] of a task that is stopped in another way.
    public static <T> Task<T> asyncNolink(
            Dest supervisor, Callable<T> code, ChildSpec.Shutdown shutdown) {
        return async(supervisor, code, shutdown, false);
    }

    private static <T> Task<T> async(
            Dest supervisor, Callable<T> code, ChildSpec.Shutdown shutdown, boolean linked) {
        Refused.ifNull(code, "code");
        var self = ProcessCell.current();
        var owner = new Task.Owner(self, self.place());
        AtomicReference<Task<T>> task = new AtomicReference<>();
        ChildSpec spec =
                temporary(
                                () -> {
                                    Task<T> started =
                                            TaskProcess.async(
                                                    owner, ProcessCell.current(), linked, code);
                                    task.set(started);
                                    return StartResult.started(started.pid().orElseThrow());
                                })
                        .withShutdown(Refused.ifNull(shutdown, "how to stop"));
        return switch (DynamicSupervisor.startChild(supervisor, spec)) {
            case StartResult.Started _ -> task.get();
            case StartResult.Failed(var reason) when reason.equals(ExitReason.MAX_CHILDREN) ->
                    throw new IllegalStateException(
                            "reached the maximum number of tasks for this task supervisor. The"
                                    + " maximum number of tasks that are allowed to run at the same"
                                    + " time under this supervisor can be configured with the"
                                    + " maxChildren of its flags");
            case StartResult.Failed(var reason) -> throw new ExitException(reason);
            case StartResult.Ignored() -> throw new ExitException(ExitReason.NOPROC);
        };
    }

    private static ChildSpec temporary(ChildSpec.StartFunction start) {
        return ChildSpec.worker(TASK, start)
                .withRestart(ChildSpec.Restart.TEMPORARY)
                .withModules(TASK);
    }

    // ---- tasks without

    /// Starts a task without an await, linked to the supervisor; its restart is temporary. As
    /// `Task.Supervisor.start_child/2`. Fails with [ExitReason#MAX_CHILDREN] if the supervisor is
    /// full.
    public static StartResult startChild(Dest supervisor, ProcessCode code) {
        return startChild(supervisor, code, Options.DEFAULT);
    }

    /// [#startChild(Dest, ProcessCode)] with another restart rule, or another way to stop it.
    public static StartResult startChild(Dest supervisor, ProcessCode code, Options options) {
        Refused.ifNull(code, "code");
        Refused.ifNull(options, "options");
        var caller = ProcessCell.current();
        return DynamicSupervisor.startChild(
                supervisor,
                temporary(() ->
                                StartResult.started(
                                        TaskProcess.startLink(caller, ProcessCell.current(), code)))
                        .withRestart(options.restart())
                        .withShutdown(options.shutdown()));
    }

    /// The tasks that run, as `Task.Supervisor.children/1`.
    public static List<Pid> children(Dest supervisor) {
        return DynamicSupervisor.whichChildren(supervisor).stream()
                .map(Supervisor.Child::state)
                .filter(Supervisor.ChildState.Running.class::isInstance)
                .map(state -> ((Supervisor.ChildState.Running) state).pid())
                .toList();
    }

    /// Stops a task and waits until it is gone, as `Task.Supervisor.terminate_child/2`. Refused
    /// with [ExitReason#NOT_FOUND].
    public static Supervisor.Outcome terminateChild(Dest supervisor, Pid task) {
        return DynamicSupervisor.terminateChild(supervisor, task);
    }

    // ---- streams

    /// [Task#asyncStream] whose tasks run under the supervisor, as
    /// `Task.Supervisor.async_stream/4`.
    public static <A, B> Stream<TaskResult<B>> asyncStream(
            Dest supervisor,
            Iterable<A> items,
            Function<? super A, ? extends B> code,
            TaskStream.Options options) {
        return TaskStream.of(items, code, options, task -> async(supervisor, task));
    }

    /// [#asyncStream] whose tasks are not linked to the caller, as
    /// `Task.Supervisor.async_stream_nolink/4`: a crash is a [TaskResult.Exit] and does not end the
    /// caller.
    public static <A, B> Stream<TaskResult<B>> asyncStreamNolink(
            Dest supervisor,
            Iterable<A> items,
            Function<? super A, ? extends B> code,
            TaskStream.Options options) {
        return TaskStream.of(items, code, options, task -> asyncNolink(supervisor, task));
    }
}
