package dev.jobber.otp;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the races are made of: processes whose code runs on the thread of the test.
final class RaceLab {
    /// One node for all: a race has processes of its own, and makes millions of them.
    static final Node NODE = Node.builder().build();

    /// How long a race waits for what must come.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    static final ExitReason BOOM = ExitReason.word("boom");

    private RaceLab() {}

    /// A process that does what a body says once [ProcessCell#run()] is called.
    static ProcessCell process(ProcessBody body) {
        return new ProcessCell(NODE, null, body);
    }

    /// A process that is never run: signals to it stay where they are.
    static ProcessCell still() {
        return process(new Mortal());
    }

    /// A process that ends with [#BOOM] when it is run.
    static ProcessCell mortal() {
        return process(new Mortal());
    }

    /// An idle process of a node of its own, which takes the time from this clock.
    static ProcessCell idleOn(Clock clock, ProcessBody body) {
        Node node = Node.builder().clock(clock).fairness(false).build();
        var cell = new ProcessCell(node, null, body);
        cell.goIdle();
        return cell;
    }

    /// Takes a message out of a process that is not running.
    static Optional<Object> take(ProcessCell cell, Predicate<Object> wanted) {
        return cell.scan(wanted).next();
    }

    /// Takes all messages out of a process that is not running; how many they were.
    static int takeAll(ProcessCell cell) {
        int n = 0;
        while (take(cell, message -> true).isPresent()) {
            n++;
        }
        return n;
    }

    /// The same, once there is something: what comes from another thread may take a while.
    static int waitForOne(ProcessCell cell) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int n = takeAll(cell);
        while (n == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            n = takeAll(cell);
        }
        return n;
    }

    /// Waits until something is done, on any thread: a latch or a call wakes only the thread that
    /// made it, and the arbiter of a race may run on another one.
    ///
    /// @return whether it is done within [#PATIENCE]
    static boolean awaitDone(Awaitable what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!what.isDone() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return what.isDone();
    }

    /// Ends at once.
    static class Mortal implements ProcessBody {
        @Override
        public @Nullable ExitReason run(ProcessCell self) {
            return BOOM;
        }

        @Override
        public ExitReason raised(Throwable problem) {
            return new ExitReason.Crash(problem);
        }

        @Override
        public ExitReason terminate(ProcessCell self, ExitReason reason) {
            return reason;
        }

        @Override
        public void ended(ProcessCell self, ExitReason reason, boolean raisedInTerminate) {}
    }
}
