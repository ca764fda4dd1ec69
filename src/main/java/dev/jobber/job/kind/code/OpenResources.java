package dev.jobber.job.kind.code;

import dev.jobber.job.kind.program.os.ProcessTree;
import java.lang.ref.WeakReference;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

/// What code has opened and an interrupt does not end: sockets, programs, executors, timers, and
/// the virtual threads that it has started.
///
/// Safe for use by several threads.
final class OpenResources {
    private static final int FEW = 64;

    /// What lives by itself: kept until it has ended.
    private final Set<Object> alive = ConcurrentHashMap.newKeySet();

    /// The processes of the programs that were started, and their descendants, as far as they were
    /// seen.
    private final Set<ProcessHandle> processes = ConcurrentHashMap.newKeySet();

    /// What ends when nothing uses it any more. Guarded by its own monitor.
    private List<WeakReference<Object>> used = new ArrayList<>();

    private int many = FEW;

    /// Something was opened, or given to the code.
    void add(Object resource) {
        switch (resource) {
            case Thread thread when !thread.isVirtual() -> {} // its group knows it
            case Thread thread -> live(thread);
            case Process process -> live(process);
            case ExecutorService pool when pool == ForkJoinPool.commonPool() -> {}
            case ExecutorService pool -> live(pool);
            default -> use(resource);
        }
    }

    private void live(Object resource) {
        if (alive.size() > 2 * FEW && alive.size() % FEW == 0) {
            alive.removeIf(OpenResources::hasEnded);
        }
        alive.add(resource);
    }

    private static boolean hasEnded(Object resource) {
        return switch (resource) {
            case Thread thread -> thread.getState() == Thread.State.TERMINATED;
            case Process process -> !process.isAlive();
            case ExecutorService pool -> pool.isTerminated();
            default -> false;
        };
    }

    private void use(Object resource) {
        synchronized (this) {
            if (used.size() >= many) {
                used = new ArrayList<>(used.stream().filter(each -> each.get() != null).toList());
                many = Math.max(FEW, 2 * used.size());
            }
            used.add(new WeakReference<>(resource));
        }
    }

    private synchronized List<Object> inUse() {
        return used.stream().flatMap(each -> Stream.ofNullable(each.get())).toList();
    }

    /// The virtual threads that have not ended.
    List<Thread> virtualThreads() {
        return alive.stream()
                .flatMap(each -> each instanceof Thread it ? Stream.of(it) : Stream.<Thread>empty())
                .filter(each -> each.isAlive())
                .toList();
    }

    /// Whether a program runs, or an executor that was shut down has not ended.
    Optional<String> left() {
        if (alive.isEmpty()) {
            return Optional.empty();
        }
        seeProcesses();
        Optional<String> program =
                processes.stream()
                        .filter(ProcessHandle::isAlive)
                        .map(each -> "the program with the process id " + each.pid())
                        .findFirst();
        return program.or(() ->
                alive.stream()
                        .filter(each ->
                                each instanceof ExecutorService pool && !pool.isTerminated())
                        .map(each -> "an executor that does not end")
                        .findFirst());
    }

    private void seeProcesses() {
        for (Object each : alive) {
            if (each instanceof Process process && process.isAlive()) {
                processes.add(process.toHandle());
            }
        }
        processes.addAll(
                processes.stream()
                        .filter(ProcessHandle::isAlive)
                        .flatMap(ProcessHandle::descendants)
                        .toList());
    }

    /// Asks all of it to end.
    void ask() {
        endPools();
        seeProcesses();
        processes.forEach(ProcessHandle::destroy);
    }

    /// Ends all of it. Completes what it has promised with a failure, because threads may wait for
    /// that and ignore every interrupt.
    void force() {
        for (Object each : inUse()) {
            if (each instanceof CompletableFuture<?> promise) {
                promise.cancel(true);
            }
        }
        close();
    }

    /// Ends all of it.
    void close() {
        endPools();
        seeProcesses();
        processes.addAll(ProcessTree.kill(processes));
        for (Object each : inUse()) {
            try {
                close(each);
            } catch (Exception | Error ofForeignCode) {
                // It is closed, or it cannot be.
            }
        }
    }

    private void endPools() {
        for (Object each : alive) {
            if (each instanceof ExecutorService pool) {
                var _ = pool.shutdownNow();
            }
        }
        for (Object each : inUse()) {
            if (each instanceof Timer timer) {
                timer.cancel();
            }
        }
    }

    private static void close(Object resource) throws Exception {
        switch (resource) {
            case HttpURLConnection connection -> connection.disconnect();
            case AutoCloseable open -> open.close();
            default -> {}
        }
    }
}
