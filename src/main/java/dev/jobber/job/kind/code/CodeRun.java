package dev.jobber.job.kind.code;

import dev.jobber.job.Outcome;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Port;
import dev.jobber.otp.scheduling.DaemonThreads;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// One start of code, on a thread of its own.
///
/// It is closed when nothing of it is left: no thread that it has started lives, no other thread is
/// in its code, and no program that it has started runs. The first request to end it, or its own
/// end, starts a thread that sees to that if anything is left.
///
/// | | the code | closed |
/// |---|---|---|
/// | [#run] | runs | no |
/// | [#close] before [#run] | never runs | at once |
/// | [#close] after [#run] | is interrupted once; after the grace its checks throw, what it has opened is closed and it is interrupted again and again | when nothing is left |
/// | [#close] for a kill | the same without the grace | when nothing is left |
///
/// The monitor decides between [#run] and [#close].
final class CodeRun implements Port {
    private static final long SHORTEST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 50;

    /// How long what ends its threads may take before they count as lingering.
    private static final long PATIENCE = Duration.ofMillis(500).toNanos();

    private final Code code;
    private final Duration grace;
    private final CodeScope scope;
    private final CodeThreads threads;
    private final CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    private @Nullable Thread first;
    private boolean closing;
    private volatile boolean hurry;

    /// Where code runs.
    ///
    /// @param name what its first thread is called
    /// @param loaderName what its class loader is called; no other start has the same
    /// @param grace how long it may take to end after it was asked to
    record Place(String name, String loaderName, Duration grace) {}

    CodeRun(Code code, Place place, Surroundings surroundings) {
        this.code = code;
        this.grace = place.grace();
        scope = new CodeScope(place.loaderName(), surroundings, this::exited);
        threads = new CodeThreads(place.name(), scope);
    }

    /// Runs it and waits until nothing of it is left.
    ///
    /// @return what the code returns
    /// @throws Throwable what the code throws
    @Nullable Object run() throws Throwable {
        Thread thread = threads.first(this::work);
        synchronized (this) {
            if (closing) {
                throw new IllegalStateException("the job was ended before its code was started");
            }
            first = thread;
            start(thread);
        }
        try {
            Object value = result.get();
            awaitEnd(thread);
            return value;
        } catch (ExecutionException thrown) {
            awaitEnd(thread);
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }

    private static void start(Thread thread) {
        try {
            thread.start();
        } catch (OutOfMemoryError none) {
            throw new IllegalStateException(
                    "no more threads may be started; raise 'ulimit -u' or run fewer jobs at once",
                    none);
        }
    }

    private void awaitEnd(Thread thread) throws InterruptedException, ExecutionException {
        if (!hurry) {
            thread.join();
        }
        close(ExitReason.SHUTDOWN);
        closed.get();
    }

    /// The code has ended the job itself: there is no time for what it has started.
    private void exited(Outcome outcome) {
        hurry = true;
        result.complete(outcome);
    }

    private void work() {
        try {
            Object value = code.call(scope);
            if (code.outlivesFirstThread()) {
                awaitThreads();
            }
            result.complete(value);
        } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
        }
    }

    /// Waits until all threads that are no daemons have ended, as the JVM does.
    private void awaitThreads() throws InterruptedException {
        for (List<Thread> others = others(); !others.isEmpty(); others = others()) {
            others.getFirst().join();
        }
    }

    private List<Thread> others() {
        return threads.own().stream()
                .filter(each -> !each.isDaemon() && each != Thread.currentThread())
                .toList();
    }

    @Override
    public void close(ExitReason reason) {
        if (reason.equals(ExitReason.KILL) || reason.equals(ExitReason.KILLED)) {
            hurry = true;
        }
        Thread running;
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            running = first;
        }
        if (running == null || !running.isAlive() && isOver(left(false))) {
            finish();
        } else {
            DaemonThreads.builder().name("jobber-end-" + running.getName()).start(this::end);
        }
    }

    /// The threads that are left of it.
    ///
    /// @param forced whether threads of others may hold up its own
    private List<Thread> left(boolean forced) {
        Set<Thread> left = new LinkedHashSet<>(threads.own());
        if (code.runsElsewhere() && (left.isEmpty() || forced)) {
            left.addAll(threads.visiting());
        }
        return List.copyOf(left);
    }

    private boolean isOver(List<Thread> left) {
        return left.isEmpty() && scope.resources().left().isEmpty();
    }

    private void end() {
        Set<Thread> asked = Collections.newSetFromMap(new IdentityHashMap<>());
        long begin = System.nanoTime();
        long pause = SHORTEST_PAUSE_MILLIS;
        long forced = 0;
        boolean lingers = false;
        for (List<Thread> left = left(false); !isOver(left); left = left(forced != 0)) {
            if (hurry || System.nanoTime() - begin >= grace.toNanos()) {
                forced = forced == 0 ? System.nanoTime() | 1 : forced;
                force(left);
                if (!lingers && System.nanoTime() - forced >= PATIENCE) {
                    lingers = true;
                    scope.surroundings().lingers(described(left));
                }
            } else {
                ask(left, asked);
            }
            pause(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
        if (lingers) {
            scope.surroundings().gone();
        }
        finish();
    }

    private String described(List<Thread> left) {
        return left.isEmpty() ? scope.resources().left().orElse("") : threads.described(left);
    }

    private void ask(List<Thread> left, Set<Thread> asked) {
        if (result.isDone()) {
            scope.resources().ask();
        }
        left.stream().filter(asked::add).forEach(threads::interrupt);
    }

    private void force(List<Thread> left) {
        if (code.hasChecks()) {
            scope.stopSite().stop();
        }
        scope.resources().force();
        left.forEach(threads::interrupt);
    }

    /// Nothing runs any more.
    private void finish() {
        if (code.hasChecks() && code.runsElsewhere()) {
            scope.stopSite().stop(); // what others hold of it does nothing any more
        }
        scope.close();
        closed.complete(null);
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException again) {
            // It goes on whatever interrupts this thread.
        }
    }

    @Override
    public CompletionStage<?> closed() {
        return closed;
    }
}
