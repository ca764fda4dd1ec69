package dev.jobber.otp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// That a process has been killed, why, and the alarm for the case that its code does not care.
final class Doom extends TimerEntry {
    /// When it is tried once more if no thread could be had.
    private static final Duration AGAIN = Duration.ofMillis(100);

    final ExitReason reason;
    private final ProcessCell cell;

    /// What the process is called, as before its end was decided.
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

    /// From now on the process is among the [Condemned].
    synchronized void codeMayRun() {
        if (!condemned) {
            condemned = true;
            Condemned.add();
        }
    }

    /// It is not any more.
    synchronized void codeIsOver() {
        if (condemned) {
            condemned = false;
            Condemned.remove();
        }
    }

    /// True once: to the thread that is to declare the process dead.
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
