package dev.jobber.job.kind.program.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Waits for all descriptors of all programs, with one thread, in `poll`.
///
/// The thread alone reads and closes them: a number that is closed may be another file a moment
/// later. It begins with the first descriptor, and stays.
final class PosixPoller {
    private static final Posix.Function POLL = Posix.Function.of("poll");
    private static final Posix.Function READ = Posix.Function.of("read");
    private static final Posix.Function WRITE = Posix.Function.of("write");
    private static final Posix.Function CLOSE = Posix.Function.of("close");
    private static final int BUFFER = 64 * 1024;

    /// `struct pollfd`: the descriptor, the events that are wanted, the events that have come.
    private static final long ENTRY = 8;

    private static final long WANTED = 4;
    private static final long COME = 6;
    private static final short POLLIN = 1;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /// The thread has been woken, and has not looked for tasks since.
    private final AtomicBoolean woken = new AtomicBoolean();

    private final List<Watched> watched = new ArrayList<>();
    private final byte[] bytes = new byte[BUFFER];
    private final MemorySegment buffer = Arena.global().allocate(BUFFER);
    private MemorySegment table = MemorySegment.NULL;
    private boolean isTableOld = true;

    /// The pipe that wakes the thread; there is none before it runs.
    private volatile PosixPipe waker = PosixPipe.NONE;

    /// A descriptor that is waited for. Its methods run on the poller's thread.
    interface Watched {
        int descriptor();

        /// There is something to read, or there will never be.
        ///
        /// @return whether to wait for more; otherwise the descriptor is closed
        boolean ready();
    }

    /// Runs the thread, if it does not yet.
    ///
    /// @throws ProgramStartException if no descriptors or no threads are left
    synchronized void begin() {
        if (waker == PosixPipe.NONE) {
            var pipe = PosixPipe.open();
            waker = pipe;
            try {
                Thread.ofPlatform().daemon().name("jobber-programs").start(this::run);
            } catch (OutOfMemoryError noThread) {
                waker = PosixPipe.NONE;
                pipe.close();
                throw new ProgramStartException(SpawnError.EAGAIN.sentence());
            }
        }
    }

    /// Waits for these from now on.
    void watch(List<? extends Watched> descriptors) {
        onThread(() -> {
            watched.addAll(descriptors);
            isTableOld = true;
        });
    }

    /// Runs something on the thread.
    void onThread(Runnable task) {
        tasks.add(task);
        if (woken.compareAndSet(false, true)) {
            long _ = WRITE.call(waker.in(), buffer.address(), 1);
        }
    }

    /// Waits for a descriptor no more, and closes it. On the thread.
    void close(Watched descriptor) {
        if (watched.remove(descriptor)) {
            isTableOld = true;
            close(descriptor.descriptor());
        }
    }

    /// Closes a descriptor.
    static void close(int descriptor) {
        int _ = CLOSE.callInt(descriptor);
    }

    /// Reads what is there into the poller's bytes; blocks if nothing is. On the thread.
    ///
    /// @return how many bytes there were; 0 at the end
    int read(int descriptor) {
        int read = (int) READ.call(descriptor, buffer.address(), BUFFER);
        if (read > 0) {
            MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, read);
        }
        return Math.max(0, read);
    }

    /// What was read last, from the first byte on.
    byte[] bytes() {
        return bytes;
    }

    /// Whether a read of this descriptor would not block. On the thread.
    boolean isReady(int descriptor) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment entry = arena.allocate(ENTRY, ENTRY);
            put(entry, 0, descriptor);
            return POLL.callInt(entry.address(), 1, 0) > 0;
        }
    }

    private void run() {
        while (true) {
            if (isTableOld) {
                renewTable();
            }
            int ready = POLL.callInt(table.address(), watched.size() + 1L, -1);
            if (ready < 0) {
                LockSupport.parkNanos(1_000_000); // a signal, or no memory: tries again
                continue;
            }
            List<Watched> now = ready(watched);
            if (table.get(ValueLayout.JAVA_SHORT, COME) != 0) {
                int _ = read(waker.out());
            }
            woken.set(false);
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            now.stream().filter(each -> !isStillWanted(each)).toList().forEach(this::close);
        }
    }

    /// A sink that throws is read no more.
    private static boolean isStillWanted(Watched descriptor) {
        try {
            return descriptor.ready();
        } catch (RuntimeException | Error fault) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
            return false;
        }
    }

    private List<Watched> ready(List<Watched> all) {
        List<Watched> ready = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (table.get(ValueLayout.JAVA_SHORT, (i + 1) * ENTRY + COME) != 0) {
                ready.add(all.get(i));
            }
        }
        return ready;
    }

    private void renewTable() {
        long size = (watched.size() + 1L) * ENTRY;
        if (table.byteSize() < size) {
            table = Arena.ofAuto().allocate(2 * size, ENTRY);
        }
        put(table, 0, waker.out());
        for (int i = 0; i < watched.size(); i++) {
            put(table, (i + 1) * ENTRY, watched.get(i).descriptor());
        }
        isTableOld = false;
    }

    private static void put(MemorySegment table, long at, int descriptor) {
        table.set(ValueLayout.JAVA_INT, at, descriptor);
        table.set(ValueLayout.JAVA_SHORT, at + WANTED, POLLIN);
        table.set(ValueLayout.JAVA_SHORT, at + COME, (short) 0);
    }
}
