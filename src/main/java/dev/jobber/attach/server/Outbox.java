package dev.jobber.attach.server;

import dev.jobber.attach.Frame;
import dev.jobber.attach.FrameType;
import dev.jobber.attach.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// What waits for a client that reads slowly: a limited number of bytes. One thread writes them to
/// the wire, and is never interrupted.
///
/// A thread that has more to write waits until there is room. If the client takes nothing for
/// [#PATIENCE], it is given up, and what is written after that is lost.
final class Outbox {
    /// How many bytes may wait.
    static final int ROOM = 256 << 10;

    /// How long a client may take nothing while others wait for it.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /// A frame is small, so that each that goes out shows that the client reads.
    private static final int PIECE = 16 << 10;

    private final Wire wire;
    private final Duration patience;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private long waiting;
    private long moved = System.nanoTime();
    private boolean isHeld;
    private boolean isEnding;
    private boolean isClosed;
    private boolean isStuck;

    Outbox(Wire wire, Duration patience) {
        this.wire = wire;
        this.patience = patience;
    }

    /// Writes frames until the last one, or until the wire is closed.
    void run() {
        try {
            Frame frame;
            do {
                frame = next();
                wire.write(frame);
                written(frame);
            } while (frame.type() != FrameType.END);
        } catch (IOException | InterruptedException gone) {
            // The client has gone; its reader hears of it too.
        } finally {
            close();
        }
    }

    private synchronized Frame next() throws InterruptedException, IOException {
        while (!isClosed && (frames.isEmpty() || isHeld)) {
            wait();
        }
        if (isClosed) {
            throw new IOException("closed");
        }
        return frames.removeFirst();
    }

    private synchronized void written(Frame frame) {
        waiting -= frame.payload().length;
        moved = System.nanoTime();
        notifyAll();
    }

    /// Puts a frame at the end; waits while there is no room.
    ///
    /// @return false where the client has gone, or was given up
    synchronized boolean put(Frame frame) {
        boolean wasInterrupted = false;
        while (!isClosed && !isEnding && waiting > 0 && waiting + frame.payload().length > ROOM) {
            long left = moved + patience.toNanos() - System.nanoTime();
            if (left <= 0) {
                isStuck = true;
                close();
                break;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException later) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        if (isClosed || isEnding) {
            return false;
        }
        add(frame);
        return true;
    }

    private void add(Frame frame) {
        if (frames.isEmpty() && waiting == 0) {
            moved = System.nanoTime();
        }
        frames.addLast(frame);
        waiting += frame.payload().length;
        notifyAll();
    }

    /// Puts the last frame at the end, whether there is room or not. What comes later is lost.
    synchronized void end(Frame.Ending ending) {
        if (!isClosed && !isEnding) {
            isEnding = true;
            isHeld = false;
            add(Frame.of(FrameType.END, ending));
        }
    }

    /// Waits until all has been written, or the client is gone.
    ///
    /// @return false where that takes longer
    synchronized boolean awaitEnd(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        boolean wasInterrupted = false;
        while (!isClosed && System.nanoTime() < end) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            } catch (InterruptedException later) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        return isClosed;
    }

    /// Whether Ctrl-S holds everything back.
    synchronized void hold(boolean newIsHeld) {
        isHeld = newIsHeld && !isEnding;
        notifyAll();
    }

    /// Whether the client was given up because it took nothing.
    synchronized boolean isStuck() {
        return isStuck;
    }

    /// Nothing is written any more, and the connection is closed.
    synchronized void close() {
        isClosed = true;
        frames.clear();
        wire.close();
        notifyAll();
    }

    /// A stream whose bytes become frames of this type.
    OutputStream stream(FrameType type) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (int from = offset; from < offset + length; from += PIECE) {
                    int to = Math.min(from + PIECE, offset + length);
                    if (!put(new Frame(type, Arrays.copyOfRange(bytes, from, to)))) {
                        throw new IOException("the client has gone");
                    }
                }
            }
        };
    }
}
