package dev.jobber.otp;

import dev.jobber.otp.ExitReason.CallFailed.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Tasks whose owner waits for the values of all of them.
final class TaskGroup<T> {
    private final List<Task<? extends T>> tasks;
    private final Duration timeout;
    private final Map<MonitorRef, Task<? extends T>> awaited = new HashMap<>();
    private final Map<MonitorRef, T> values = new HashMap<>();

    TaskGroup(List<? extends Task<? extends T>> tasks, Duration timeout) {
        this.tasks = List.copyOf(tasks);
        this.timeout = timeout;
        this.tasks.forEach(task -> awaited.put(task.ref(), task));
    }

    /// The values, in the order of the tasks. The first task that ends without a value ends the
    /// wait for all.
    List<T> await() {
        var self = ProcessCell.current();
        var deadline = new Deadline(self.node.clock(), timeout);
        while (!awaited.isEmpty()) {
            Optional<Object> message =
                    SelectiveReceive.receive(
                            self,
                            it -> Task.refOf(it).filter(awaited::containsKey).isPresent(),
                            deadline.left());
            told(message.orElseThrow(() -> failed(ExitReason.TIMEOUT)));
        }
        List<T> inOrder = new ArrayList<>();
        tasks.forEach(task -> inOrder.add(Objects.requireNonNull(values.get(task.ref()))));
        return inOrder;
    }

    private void told(Object message) {
        Task<? extends T> task =
                Objects.requireNonNull(awaited.remove(Task.refOf(message).orElseThrow()));
        switch (task.received(message)) {
            case TaskResult.Ok<? extends T>(var value) -> values.put(task.ref(), value);
            case TaskResult.Exit<? extends T>(var reason) -> throw failed(reason);
        }
    }

    private ExitException failed(ExitReason reason) {
        awaited.values().forEach(Task::forget);
        return Caller.failed(reason, new Invocation("Task", "await_many", List.of(tasks, timeout)));
    }
}
