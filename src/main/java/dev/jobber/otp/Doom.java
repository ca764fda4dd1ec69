package dev.jobber.otp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The mark of a process that was killed: the reason, and the alarm for code that ignores the kill.
final class Doom extends TimerEntry {
    /// After this time it is tried again, if there was no thread for it.
    private static final Duration AGAIN = Duration.ofMillis(100);

    final ExitReason reason;
    private final ProcessCell cell;

    /// The name of the process before its end was decided.
    volatile @Nullable Object called;

    /// The process that the reason comes from, until the death is announced.
    volatile @Nullable ProcessCell from;

    private boolean declared;
    private boolean condemned;

    /// The thread has been interrupted or woken, or the death is being announced. The lock of the
    /// process guards it.
    boolean carriedOut;

    Doom(ExitReason reason, ProcessCell cell, @Nullable ProcessCell from, @Nullable Object called) {
        this.reason = reason;
        this.cell = cell;
        this.from = from;
        this.called = called;
    }

    /// From now on the process counts as one of the [Condemned].
    synchronized void codeMayRun() {
        if (!condemned) {
            condemned = true;
            Condemned.add();
        }
    }

    /// The process does not count any more.
    synchronized void codeIsOver() {
        if (condemned) {
            condemned = false;
            Condemned.remove();
        }
    }

    /// True once: for the one thread that must declare the process dead.
    synchronized boolean first() {
        boolean before = declared;
        declared = true;
        return !before;
    }

    @Override
    Node node() {
        return cell.node;
    }

    @Override
    void fire() {
        Node node = cell.node;
        boolean started = false;
        try {
            node.gate().start(node.threads().newThread(() -> cell.declareDead(this)));
            started = true;
        } finally {
            if (!started) {
                node.clock().schedule(this, AGAIN);
            }
        }
    }
}
