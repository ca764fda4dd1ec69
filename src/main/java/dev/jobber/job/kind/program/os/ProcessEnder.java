package dev.jobber.job.kind.program.os;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Ends the families of programs: [Signal#TERM], after a grace [Signal#KILL], repeated until
/// nothing is found. One thread does it for all, and looks once for all of them: a thousand
/// programs that end at once need no more looks than one.
///
/// The thread lives while there is something to end.
public final class ProcessEnder {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);

    /// After each look the thread pauses for this many times as long as the look took.
    private static final int REST = 4;

    private final OsProcesses table;

    /// The name of the entry in the environment that marks a family.
    private final String markName;

    /// No process that is asked for started before.
    private final long begin;

    private final List<Ending> endings = new ArrayList<>();
    private boolean running;

    /// The marks of processes that have been read. For the thread only.
    private Map<OsProcess.Identity, Optional<String>> marks = new HashMap<>();

    /// @param markName the name of the entry in the environment that marks a family
    public ProcessEnder(OsProcesses table, String markName) {
        this.table = table;
        this.markName = markName;
        this.begin = begin(table);
    }

    private static long begin(OsProcesses table) {
        try {
            return table.now();
        } catch (UncheckedIOException unreadable) {
            return Long.MIN_VALUE;
        }
    }

    /// A family that is being ended.
    private record Ending(
            ProcessFamily family,
            long late,
            BooleanSupplier hurry,
            CompletableFuture<@Nullable Void> done) {
        boolean isLate() {
            return System.nanoTime() - late >= 0 || hurry.getAsBoolean();
        }
    }

    /// Whether nothing is left of a family whose leader has ended a moment after its start. Looks
    /// only at the processes that were started since then.
    public boolean isNoneLeft(ProcessFamily family) {
        try {
            return family.members(
                            new ProcessSnapshot(
                                    table.startedAfter(family.leader()),
                                    each -> table.environment(each, markName)))
                    .isEmpty();
        } catch (UncheckedIOException unreadable) {
            return false;
        }
    }

    /// Ends all members of a family. A member that the operating system cannot end just now is
    /// waited for.
    ///
    /// @param grace how long they may take after [Signal#TERM]
    /// @param hurry asked again and again; true ends the grace
    /// @return completes when no member is found any more
    public CompletionStage<?> end(ProcessFamily family, Duration grace, BooleanSupplier hurry) {
        var ending =
                new Ending(
                        family,
                        System.nanoTime() + grace.toNanos(),
                        hurry,
                        new CompletableFuture<>());
        synchronized (this) {
            endings.add(ending);
            if (!running) {
                running = true;
                begin();
            }
        }
        return ending.done();
    }

    /// Where the system has no thread left, one of Java's own has to do.
    private void begin() {
        try {
            Thread.ofPlatform().daemon().name("jobber-end").start(this::run);
        } catch (OutOfMemoryError noThread) {
            Thread.ofVirtual().name("jobber-end").start(this::run);
        }
    }

    private void run() {
        for (List<Ending> now = current(); !now.isEmpty(); now = current()) {
            long start = System.nanoTime();
            Optional<ProcessSnapshot> look = look();
            now.forEach(each -> advance(each, look));
            long took = System.nanoTime() - start;
            LockSupport.parkNanos(Math.max(SHORTEST_PAUSE.toNanos(), REST * took));
        }
    }

    private synchronized List<Ending> current() {
        endings.removeIf(each -> each.done().isDone());
        running = !endings.isEmpty();
        return List.copyOf(endings);
    }

    private static void advance(Ending ending, Optional<ProcessSnapshot> look) {
        Optional<List<OsProcess>> members = look.map(ending.family()::members);
        if (members.isPresent() && members.get().isEmpty()) {
            ending.done().complete(null);
        } else if (ending.isLate()) {
            ending.family().kill(members);
        } else {
            members.ifPresent(ending.family()::ask);
        }
    }

    /// All processes as they are now; empty if that cannot be read, as when no descriptor is left.
    private Optional<ProcessSnapshot> look() {
        try {
            Map<OsProcess.Identity, Optional<String>> read = new HashMap<>();
            var look =
                    new ProcessSnapshot(
                            table.living(),
                            each -> read.computeIfAbsent(each.identity(), _ -> mark(each)));
            marks = read;
            return Optional.of(look);
        } catch (UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /// A process is read once: one that has no mark gets none later, but for the first process of a
    /// program, which is known without.
    private Optional<String> mark(OsProcess process) {
        Optional<String> known = marks.get(process.identity());
        if (known != null) {
            return known;
        }
        return process.identity().started() >= begin
                ? table.environment(process, markName)
                : Optional.empty();
    }
}
