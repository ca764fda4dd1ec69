package dev.jobber.job.kind.program.os;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Reads what all programs print, with one thread for all of them, where Java starts them.
///
/// A pipe is asked how many bytes lie in it and never waited for: one that has something is looked
/// at again at once, and while all are silent the looks become rarer, down to ten a second. Its
/// thread ends when there is nothing to read, and another is started for the next program.
final class StreamPoller {
    private static final long SHORTEST_PAUSE = Duration.ofMillis(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final int BUFFER = 64 * 1024;

    private final Set<Reading> readings = new LinkedHashSet<>();
    private boolean running;

    /// A stream that is read, and where its bytes go.
    static final class Reading {
        private final InputStream stream;
        private final OutputSink sink;

        private Reading(InputStream stream, OutputSink sink) {
            this.stream = stream;
            this.sink = sink;
        }

        /// Reads what is there.
        ///
        /// @return how many bytes there were
        private synchronized int read(byte[] buffer) {
            try {
                int there = Math.min(stream.available(), buffer.length);
                int read = there == 0 ? 0 : stream.read(buffer, 0, there);
                sink.add(buffer, Math.max(0, read));
                return Math.max(0, read);
            } catch (IOException closed) {
                return 0;
            }
        }

        /// Reads the rest, after the program has ended.
        private synchronized void finish() {
            var buffer = new byte[BUFFER];
            while (read(buffer) > 0) {
                // Until there is nothing more.
            }
            sink.end();
        }
    }

    /// Reads a stream from now on.
    synchronized Reading read(InputStream stream, OutputSink sink) {
        var reading = new Reading(stream, sink);
        readings.add(reading);
        if (!running) {
            running = true;
            Thread.ofPlatform().daemon().name("jobber-output").start(this::poll);
        }
        return reading;
    }

    /// The program has ended: reads what is left, and then no more.
    void finish(Reading reading) {
        boolean isRead;
        synchronized (this) {
            isRead = readings.remove(reading);
        }
        if (isRead) {
            reading.finish();
        }
    }

    private void poll() {
        var buffer = new byte[BUFFER];
        long pause = SHORTEST_PAUSE;
        for (Set<Reading> now = current(); !now.isEmpty(); now = current()) {
            int read = 0;
            for (Reading each : now) {
                read += each.read(buffer);
            }
            pause = read > 0 ? SHORTEST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
            LockSupport.parkNanos(pause);
        }
    }

    /// The streams to read; none if the thread is to end.
    private synchronized Set<Reading> current() {
        if (readings.isEmpty()) {
            running = false;
        }
        return new LinkedHashSet<>(readings);
    }
}
