package dev.jobber.otp;

import dev.jobber.otp.ExitReason.CallFailed.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A process that computes one value for the process that started it, its owner: Elixir's `Task`.
///
/// ```
///  owner ──async──► task
///    │                │ computes
///    └──await◄────────┘ value, or the reason of its end
/// ```
///
/// ```java
/// Task<Integer> sum = Task.async(() -> 3 + 4);
/// // something else meanwhile
/// return sum.await();
/// ```
///
/// **When to use it.** To do several things at the same time and use their results; if one fails,
/// no thread of the others is left behind. For the same thing with many items there is
/// [#asyncStream]; for tasks whose crash must not end their owner, [TaskSupervisor#asyncNolink].
///
/// **What it costs.** A process, a link and a monitor: about a microsecond.
///
/// The owner gets the value as a [Reply] message, and the end of the task as a [Down] message. The
/// methods of this class receive these messages and leave none in the mailbox. Only the owner may
/// call them; any other process gets an [IllegalArgumentException].
///
/// @param <T> the type of the value, which is never null
public final class Task<T> {
    /// How long [#await()], [#awaitMany(List)] and [#shutdown()] wait: 5 s.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /// The message `{ref, value}` to the owner, with the value of the task.
    public record Reply(MonitorRef ref, Object value) {
        @Override
        public String toString() {
            return "{" + ref + ", " + Inspect.inspect(value) + "}";
        }
    }

    private final ProcessCell owner;
    private final @Nullable ProcessCell process;
    private final MonitorRef ref;

    /// Where the mailbox of the owner ended when the task began: no message before that is about
    /// the task.
    private final Signal.@Nullable Place since;

    private Task(
            ProcessCell owner,
            @Nullable ProcessCell process,
            MonitorRef ref,
            Signal.@Nullable Place since) {
        this.owner = owner;
        this.process = process;
        this.ref = ref;
        this.since = since;
    }

    // ---- starting

    /// Starts a task linked to the caller, its owner, as `Task.async/1`: if one of the two crashes,
    /// the other gets an exit signal.
    public static <T> Task<T> async(Callable<T> code) {
        var self = ProcessCell.current();
        return TaskProcess.async(new Owner(self, self.place()), self, true, code);
    }

    /// The owner of a task.
    ///
    /// @param process the process that may ask for the value
    /// @param since where its mailbox ends
    record Owner(ProcessCell process, Signal.@Nullable Place since) {}

    static <T> Task<T> of(Owner owner, ProcessCell process) {
        return new Task<>(
                owner.process(),
                process,
                MonitorRef.watch(owner.process(), process),
                owner.since());
    }

    /// A task that has its value already, as `Task.completed/1`; it has no process.
    public static <T> Task<T> completed(T value) {
        Refused.ifNoValue(value, "a value");
        var self = ProcessCell.current();
        Task<T> task = new Task<>(self, null, MonitorRef.inactive(self), self.place());
        self.enqueue(new Signal.Letter(new Reply(task.ref, value)));
        return task;
    }

    /// Starts a process for whose value no process waits, as `Task.start/1`. Its crash is reported
    /// as that of a task; the crash of a process of [Process#spawn] is not.
    public static Pid start(ProcessCode code) {
        ProcessCell process = TaskProcess.make(ProcessCell.current(), ProcessCell.current(), code);
        process.begin();
        return process;
    }

    /// [#start(ProcessCode)], linked to the caller, as `Task.start_link/1`.
    public static Pid startLink(ProcessCode code) {
        var self = ProcessCell.current();
        return TaskProcess.startLink(self, self, code);
    }

    /// A task as a child of a supervisor: temporary, started by [#startLink].
    public static ChildSpec childSpec(Object id, ProcessCode code) {
        return ChildSpec.worker(id, () -> StartResult.started(startLink(code)))
                .withRestart(ChildSpec.Restart.TEMPORARY)
                .withModules("Task");
    }

    // ---- what it is

    /// The process that computes; empty for [#completed].
    public Optional<Pid> pid() {
        return Optional.ofNullable(process);
    }

    /// The reference in its [Reply] and its [Down].
    public MonitorRef ref() {
        return ref;
    }

    /// The process that may wait for the value.
    public Pid owner() {
        return owner;
    }

    /// The task has its value. It is not sent if the owner does not wait for it any more.
    void reply(T value) {
        ref.tell(new Reply(ref, value));
    }

    /// The owner does not wait for the task any more: messages of the task are removed from the
    /// mailbox, and no more will come.
    void forget() {
        ref.cancel();
        while (owner.scan(since, this::isMine).next().isPresent()) {
            // the reply, the end, or both
        }
    }

    /// The same, and also removes the [Exit] message of the link, if the owner traps exits.
    void forgetEnd() {
        forget();
        while (owner.scan(since, message -> message instanceof Exit exit && exit.from() == process)
                .next()
                .isPresent()) {
            // one at most
        }
    }

    /// [#kill()] and waits until the task is gone: until its supervisor, if it has one, has been
    /// told.
    void end() {
        ProcessCell task = process;
        if (task != null) {
            var latch = new ExitLatch();
            if (task.addWatcher(latch)) {
                kill();
                Waiter.await(latch, task.node, Process.INFINITY);
            }
        }
    }

    /// Kills the task, and not its owner. Does not wait.
    void kill() {
        ProcessCell task = process;
        if (task != null) {
            owner.unlink(task);
            task.exitSignal(owner, ExitReason.KILL);
        }
    }

    private boolean isMine(Object message) {
        return refOf(message).filter(it -> it == ref).isPresent();
    }

    /// The reference in a message of a task or of a monitor.
    static Optional<MonitorRef> refOf(Object message) {
        return switch (message) {
            case Reply reply -> Optional.of(reply.ref());
            case Down down -> Optional.of(down.ref());
            default -> Optional.empty();
        };
    }

    // ---- waiting for one

    /// Waits for the value, 5 s at most, as `Task.await/1`.
    ///
    /// Throws [ExitException] if the task ends without a value, or if the time runs out. In the
    /// second case the task goes on, and its value is dropped.
    public T await() {
        return await(DEFAULT_TIMEOUT);
    }

    /// Waits for the value, at most for this time, as `Task.await/2`.
    public T await(Duration timeout) {
        Refused.ifNull(timeout, "a timeout");
        var invocation = new Invocation("Task", "await", List.of(this, timeout));
        Optional<TaskResult<T>> result = next(timeout);
        if (result.isEmpty()) {
            forget();
            throw Caller.failed(ExitReason.TIMEOUT, invocation);
        }
        return switch (result.get()) {
            case TaskResult.Ok<T>(var value) -> value;
            case TaskResult.Exit<T>(var reason) -> throw Caller.failed(reason, invocation);
        };
    }

    /// Waits for the end of the task, as `Task.yield/2`. Empty if the time runs out first; then the
    /// owner may wait again.
    public Optional<TaskResult<T>> yield(Duration timeout) {
        return next(timeout);
    }

    private Optional<TaskResult<T>> next(Duration timeout) {
        ProcessCell self = asOwner();
        return SelectiveReceive.receive(self, since, this::isMine, timeout).map(this::received);
    }

    TaskResult<T> received(Object message) {
        TaskResult<T> result = meaning(message);
        if (result instanceof TaskResult.Ok<T>) {
            forget();
        }
        return result;
    }

    /// The result in a message with the reference of this task.
    @SuppressWarnings("unchecked") // what comes with this reference is what the task computed
    TaskResult<T> meaning(Object message) {
        return switch (message) {
            case Reply(_, var value) -> new TaskResult.Ok<>((T) value);
            case Down(_, _, var reason) -> new TaskResult.Exit<>(reason);
            default -> throw new IllegalStateException("not a message of this task: " + message);
        };
    }

    /// Unlinks the task; its value is dropped when it comes, as `Task.ignore/1`. Returns the result
    /// if the task has ended already.
    public Optional<TaskResult<T>> ignore() {
        Optional<TaskResult<T>> result = next(Duration.ZERO);
        if (result.filter(it -> it instanceof TaskResult.Exit<T>).isEmpty()) {
            if (process != null) {
                owner.unlink(process);
            }
            forget();
        }
        return result;
    }

    /// [#shutdown(Duration)] with 5 s.
    public Optional<TaskResult<T>> shutdown() {
        return shutdown(DEFAULT_TIMEOUT);
    }

    /// Unlinks the task, sends it `:shutdown` and waits until it has ended, as `Task.shutdown/2`.
    /// If it has not ended after this time, it is killed.
    ///
    /// Returns the value if the task had one, or the reason if the task ended for another reason.
    /// Returns empty if the shutdown ended the task.
    public Optional<TaskResult<T>> shutdown(Duration timeout) {
        return shutdown(new ChildSpec.Shutdown.Within(timeout));
    }

    /// [#shutdown(Duration)] with no limit, or at once with `:kill`.
    public Optional<TaskResult<T>> shutdown(ChildSpec.Shutdown how) {
        ProcessCell self = asOwner();
        ProcessCell task = process;
        if (task == null) {
            throw new IllegalArgumentException(
                    "expected a task with a process, got: " + this + ", which is complete");
        }
        var watch = MonitorRef.watch(self, task);
        self.unlink(task);
        ExitReason reason =
                switch (how) {
                    case ChildSpec.Shutdown.BrutalKill() ->
                            ended(task, watch, ExitReason.KILL, Process.INFINITY);
                    case ChildSpec.Shutdown.Infinity() ->
                            ended(task, watch, ExitReason.SHUTDOWN, Process.INFINITY);
                    case ChildSpec.Shutdown.Within(var time) ->
                            ended(task, watch, ExitReason.SHUTDOWN, time);
                };
        ExitReason meant =
                how instanceof ChildSpec.Shutdown.BrutalKill
                        ? ExitReason.KILLED
                        : ExitReason.SHUTDOWN;
        Optional<TaskResult<T>> result = next(Duration.ZERO);
        ExitReason why =
                result.orElse(null) instanceof TaskResult.Exit<T>(var earlier) ? earlier : reason;
        forget();
        if (result.orElse(null) instanceof TaskResult.Ok<T>) {
            return result;
        }
        return why.equals(meant) ? Optional.empty() : Optional.of(new TaskResult.Exit<>(why));
    }

    private ExitReason ended(
            ProcessCell task, MonitorRef watch, ExitReason signal, Duration timeout) {
        task.exitSignal(owner, signal);
        return SelectiveReceive.receive(
                        owner,
                        since,
                        message -> refOf(message).filter(it -> it == watch).isPresent(),
                        timeout)
                .map(down -> ((Down) down).reason())
                .orElseGet(() -> ended(task, watch, ExitReason.KILL, Process.INFINITY));
    }

    private ProcessCell asOwner() {
        var self = ProcessCell.current();
        if (self != owner) {
            throw new IllegalArgumentException(
                    "task "
                            + this
                            + " must be queried from the owner but was queried from "
                            + self);
        }
        return self;
    }

    // ---- waiting for many

    /// [#awaitMany(List, Duration)] with 5 s.
    public static <T> List<T> awaitMany(List<? extends Task<? extends T>> tasks) {
        return awaitMany(tasks, DEFAULT_TIMEOUT);
    }

    /// Waits for the values of all tasks, in their order, for this time altogether, as
    /// `Task.await_many/2`.
    ///
    /// Throws [ExitException] as soon as one of them ends without a value, or when the time is
    /// over. The tasks go on then, unless the end of the caller ends them.
    public static <T> List<T> awaitMany(List<? extends Task<? extends T>> tasks, Duration timeout) {
        for (Task<? extends T> task : tasks) {
            task.asOwner();
        }
        return new TaskGroup<T>(tasks, timeout).await();
    }

    /// Waits for the ends of all tasks, for this time altogether: for each task, in their order,
    /// its result, or empty if it goes on, as `Task.yield_many/2`.
    public static <T> List<Optional<TaskResult<T>>> yieldMany(
            List<Task<T>> tasks, Duration timeout) {
        var deadline = new Deadline(ProcessCell.current().node.clock(), timeout);
        tasks.forEach(Task::asOwner);
        List<Optional<TaskResult<T>>> results = new ArrayList<>();
        tasks.forEach(task -> results.add(task.next(deadline.left())));
        return results;
    }

    /// Computes each item in a task of its own, some at a time, and gives the results as they are
    /// asked for, as `Task.async_stream/3`. See [TaskStream].
    public static <A, B> Stream<TaskResult<B>> asyncStream(
            Iterable<A> items, Function<? super A, ? extends B> code, TaskStream.Options options) {
        return TaskStream.of(items, code, options, Task::async);
    }

    @Override
    public String toString() {
        return "%Task{pid: " + process + ", ref: " + ref + ", owner: " + owner + "}";
    }
}
