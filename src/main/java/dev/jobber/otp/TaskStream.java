package dev.jobber.otp;

import dev.jobber.otp.ExitReason.CallFailed.Invocation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The results of many tasks, computed while they are asked for: Elixir's `Task.async_stream/3`.
///
/// The process that asks first is the owner, and must be the only one to ask. A task starts only
/// when its result is asked for. At most [Options#maxConcurrency()] tasks run at once. The tasks
/// end when the stream is closed or when their owner ends. So close a stream that you do not read
/// to its end:
///
/// ```java
/// try (var results = Task.asyncStream(urls, this::fetch, TaskStream.Options.DEFAULT)) {
///     return results.limit(2).toList();
/// }
/// ```
public final class TaskStream {
    private TaskStream() {}

    /// What happens to a task that takes too long.
    public enum OnTimeout {
        /// The owner exits with `{:timeout, {Task.Supervised, :stream, [timeout]}}`.
        EXIT,
        /// The task is killed, and its result is [TaskResult.Exit] with `:timeout`.
        KILL_TASK
    }

    /// An item and why its task ended: what the [ExitReason.Term] of an exit holds if
    /// [Options#zipInputOnExit()].
    public record Zipped(Object input, ExitReason reason) {
        @Override
        public String toString() {
            return "{" + Inspect.inspect(input) + ", " + reason + "}";
        }
    }

    /// How the items are computed.
    ///
    /// @param maxConcurrency how many tasks run at once; as many as there are processors by default
    /// @param ordered whether results come in the order of the items, the default, or as they are
    ///   ready
    /// @param timeout how long a task may take; 5 s by default, [Process#INFINITY] for ever
    /// @param onTimeout what happens to a task that takes longer; by default the owner exits
    /// @param zipInputOnExit whether the item stands beside the reason of a [TaskResult.Exit], as a
    ///   [Zipped]; not by default
    public record Options(
            int maxConcurrency,
            boolean ordered,
            Duration timeout,
            OnTimeout onTimeout,
            boolean zipInputOnExit) {
        /// A task for each processor, in order, 5 s each.
        public static final Options DEFAULT =
                new Options(
                        Runtime.getRuntime().availableProcessors(),
                        true,
                        Task.DEFAULT_TIMEOUT,
                        OnTimeout.EXIT,
                        false);

        public Options {
            if (maxConcurrency < 1) {
                throw new IllegalArgumentException(
                        "expected maxConcurrency to be at least 1, got: " + maxConcurrency);
            }
            Refused.ifNull(onTimeout, "what happens after the timeout");
            if (Refused.ifNull(timeout, "a timeout").isNegative()) {
                throw new IllegalArgumentException(
                        "expected a timeout that is not negative, got: " + timeout);
            }
        }

        /// The same with another number of tasks at once.
        public Options withMaxConcurrency(int tasks) {
            return new Options(tasks, ordered, timeout, onTimeout, zipInputOnExit);
        }

        /// The same with results in the order of the items, or as they are ready.
        public Options withOrdered(boolean inOrder) {
            return new Options(maxConcurrency, inOrder, timeout, onTimeout, zipInputOnExit);
        }

        /// The same with another time for each task.
        public Options withTimeout(Duration limit) {
            return new Options(maxConcurrency, ordered, limit, onTimeout, zipInputOnExit);
        }

        /// The same with another rule for tasks that take too long.
        public Options withOnTimeout(OnTimeout fate) {
            return new Options(maxConcurrency, ordered, timeout, fate, zipInputOnExit);
        }

        /// The same with the item beside the reason of an exit, or without.
        public Options withZipInputOnExit(boolean zip) {
            return new Options(maxConcurrency, ordered, timeout, onTimeout, zip);
        }
    }

    /// How the tasks of a stream are started, by its owner.
    @FunctionalInterface
    interface Start<B> {
        Task<B> start(Callable<B> code);
    }

    static <A, B> Stream<TaskResult<B>> of(
            Iterable<A> items,
            Function<? super A, ? extends B> code,
            Options options,
            Start<B> start) {
        Refused.ifNoValue(items, "items");
        Refused.ifNull(code, "code");
        Refused.ifNull(options, "options");
        Results<A, B> results = new Results<>(items, code, options, start);
        return StreamSupport.stream(results, false).onClose(results::close);
    }

    /// One of the tasks that run.
    private static final class Running<B> {
        final Task<B> task;

        /// The item; kept only to be told beside an exit.
        final Optional<Object> input;

        final long position;
        final Deadline deadline;
        Optional<B> value = Optional.empty();

        Running(Task<B> task, Optional<Object> input, long position, Deadline deadline) {
            this.task = task;
            this.input = input;
            this.position = position;
            this.deadline = deadline;
        }
    }

    private static final class Results<A, B>
            extends Spliterators.AbstractSpliterator<TaskResult<B>> {
        private final Iterable<A> items;
        private final Function<? super A, ? extends B> code;
        private final Options options;
        private final Start<B> start;

        private @Nullable ProcessCell owner;

        /// Where the mailbox of the owner ended before the first task began.
        private Signal.@Nullable Place since;

        private @Nullable Iterator<A> rest;

        /// Read by another thread when the owner dies.
        private final Map<MonitorRef, Running<B>> running = new ConcurrentHashMap<>();

        /// By position; if the order does not matter, the position is that in the order of ends.
        private final Map<Long, TaskResult<B>> finished = new HashMap<>();

        private long started;
        private long ended;
        private long delivered;

        /// The tasks end with their owner, whether they are linked to it or not.
        private final ExitWatcher leash =
                new ExitWatcher() {
                    @Override
                    void targetDied(ExitReason reason) {
                        running.values().forEach(each -> each.task.kill());
                    }
                };

        Results(
                Iterable<A> items,
                Function<? super A, ? extends B> code,
                Options options,
                Start<B> start) {
            super(Long.MAX_VALUE, options.ordered() ? Spliterator.ORDERED : 0);
            this.items = items;
            this.code = code;
            this.options = options;
            this.start = start;
        }

        @Override
        public boolean tryAdvance(Consumer<? super TaskResult<B>> action) {
            ProcessCell self = asOwner();
            boolean failed = true;
            try {
                boolean more = advance(self, action);
                failed = false;
                return more;
            } finally {
                if (failed) {
                    close();
                }
            }
        }

        private boolean advance(ProcessCell self, Consumer<? super TaskResult<B>> action) {
            startMore(self);
            while (true) {
                TaskResult<B> next = finished.remove(delivered);
                if (next != null) {
                    delivered++;
                    action.accept(next);
                    return true;
                }
                if (running.isEmpty()) {
                    self.removeWatcher(leash);
                    return false;
                }
                awaitOne(self);
                if (!finished.containsKey(delivered)) {
                    startMore(self);
                }
            }
        }

        private ProcessCell asOwner() {
            var self = ProcessCell.current();
            if (owner == null) {
                owner = self;
                since = self.place();
                rest = items.iterator();
                self.addWatcher(leash);
            } else if (owner != self) {
                throw new IllegalArgumentException(
                        "expected to be asked for results by " + owner + ", got: " + self);
            }
            return self;
        }

        private void startMore(ProcessCell self) {
            Iterator<A> left = Objects.requireNonNull(rest);
            while (running.size() < options.maxConcurrency() && left.hasNext()) {
                A item = left.next();
                Task<B> task = start(item);
                running.put(
                        task.ref(),
                        new Running<>(
                                task,
                                options.zipInputOnExit() ? Optional.of(item) : Optional.empty(),
                                started++,
                                new Deadline(self.node.clock(), options.timeout())));
            }
        }

        private Task<B> start(A item) {
            try {
                return start.start(() -> code.apply(item));
            } catch (ExitException exit) {
                var self = ProcessCell.current();
                if (!self.trapsExit()) {
                    // on OTP a process linked to the owner asks, and takes the owner with it
                    self.kill(exit.reason());
                    self.checkDoom();
                }
                throw failed(exit.reason());
            }
        }

        /// The owner exits in the name of the stream.
        private ExitException failed(ExitReason why) {
            return Caller.failed(
                    why, new Invocation("Task.Supervised", "stream", List.of(options.timeout())));
        }

        /// Waits until a task has ended, or has taken too long.
        private void awaitOne(ProcessCell self) {
            Duration patience =
                    running.values().stream()
                            .map(each -> each.deadline.left())
                            .min(Duration::compareTo)
                            .orElseThrow();
            Optional<Object> message =
                    SelectiveReceive.receive(
                            self,
                            since,
                            it -> Task.refOf(it).filter(running::containsKey).isPresent(),
                            patience);
            if (message.isPresent()) {
                told(message.get());
            } else {
                for (Running<B> each : running.values()) {
                    if (each.deadline.left().isZero()) {
                        tookTooLong(each);
                    }
                }
            }
        }

        /// A value is used only when its task has ended; then no more messages come from the task.
        private void told(Object message) {
            Running<B> which =
                    Objects.requireNonNull(running.get(Task.refOf(message).orElseThrow()));
            switch (which.task.meaning(message)) {
                case TaskResult.Ok<B>(var value) -> which.value = Optional.of(value);
                case TaskResult.Exit<B>(var reason) ->
                        finish(
                                which,
                                which.value
                                        .<TaskResult<B>>map(TaskResult.Ok::new)
                                        .orElseGet(() -> exit(which, reason)));
            }
        }

        private void tookTooLong(Running<B> which) {
            switch (options.onTimeout()) {
                case EXIT -> throw failed(ExitReason.TIMEOUT);
                case KILL_TASK -> {
                    which.task.end();
                    finish(which, exit(which, ExitReason.TIMEOUT));
                }
            }
        }

        private static <B> TaskResult<B> exit(Running<B> which, ExitReason reason) {
            return new TaskResult.Exit<>(
                    which.input
                            .<ExitReason>map(item -> new ExitReason.Term(new Zipped(item, reason)))
                            .orElse(reason));
        }

        private void finish(Running<B> which, TaskResult<B> result) {
            running.remove(which.task.ref());
            which.task.forgetEnd();
            finished.put(options.ordered() ? which.position : ended, result);
            ended++;
        }

        /// Ends the tasks. When this returns, they are gone, and their supervisor, if they have
        /// one, has got their exit signals.
        private void close() {
            ProcessCell asker = owner;
            boolean byOwner = asker != null && asker == ProcessCell.currentOrNull();
            running.values().forEach(each -> each.task.kill());
            for (Running<B> each : running.values()) {
                each.task.end();
                if (byOwner) {
                    each.task.forgetEnd();
                }
            }
            running.clear();
            if (asker != null) {
                asker.removeWatcher(leash);
            }
        }
    }
}
