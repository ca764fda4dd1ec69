package dev.jobber.attach.server;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/// The standard input of a client that is no terminal, or one that sends whole lines. The client
/// sends a piece each time it is asked, so that little waits here.
final class Inbox extends InputStream {
    private final Runnable ask;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int read;
    private boolean isAsked;
    private boolean isEnded;

    /// @param ask asks the client for a piece, or for the end
    Inbox(Runnable ask) {
        this.ask = ask;
    }

    /// A piece has come. One that was not asked for is dropped.
    synchronized void receive(byte[] piece) {
        if (isAsked && piece.length > 0) {
            isAsked = false;
            pieces.addLast(piece);
            notifyAll();
        }
    }

    /// Nothing more will come.
    synchronized void end() {
        isEnded = true;
        notifyAll();
    }

    @Override
    public int read() throws InterruptedIOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length)
            throws InterruptedIOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        while (pieces.isEmpty() && !isEnded) {
            if (!isAsked) {
                isAsked = true;
                ask.run();
            }
            try {
                wait();
            } catch (InterruptedException cancelled) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
        if (pieces.isEmpty()) {
            return -1;
        }
        byte[] piece = pieces.getFirst();
        int count = Math.min(length, piece.length - read);
        System.arraycopy(piece, read, bytes, offset, count);
        read += count;
        if (read == piece.length) {
            read = 0;
            pieces.removeFirst();
        }
        return count;
    }
}
