package dev.jobber.otp.scheduling;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A few standing platform threads that start virtual threads for the watch over
/// [FairnessWatchdog], in turn.
///
/// By which of the scheduler's queues a virtual thread comes in depends on the thread that starts
/// it, and traffic may serve the one queue and starve another. So no sender is sent by for ever:
/// each ends after so many, and a new one takes its place; in time every queue is tried.
///
/// Only by the watch.
final class ProbeSenders {
    private static final int SENDERS = 4;
    private static final int SENT_BY_ONE = 250;
    private static final long IDLE_SECONDS = 1;

    private final @Nullable Sender[] senders = new @Nullable Sender[SENDERS];
    private int next;

    /// Has the next sender start a thread.
    void start(Thread thread) {
        int i = next;
        next = (i + 1) % SENDERS;
        Sender sender = senders[i];
        if (sender == null || !sender.send(thread)) {
            sender = new Sender(thread);
            senders[i] = sender;
            DaemonThreads.builder().name("jobber-probe").start(sender);
        }
    }

    private static final class Sender implements Runnable {
        private final LinkedTransferQueue<Thread> waiting = new LinkedTransferQueue<>();
        private boolean ended;
        private int sent = 1;

        Sender(Thread first) {
            waiting.add(first);
        }

        /// False if it has ended, or ends with this one's predecessor.
        synchronized boolean send(Thread thread) {
            if (ended || sent == SENT_BY_ONE) {
                return false;
            }
            sent++;
            waiting.add(thread);
            return true;
        }

        @Override
        public void run() {
            try {
                Thread thread = waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                while (thread != null) {
                    thread.start();
                    thread = isLast() ? null : waiting.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                }
            } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
            }
            end();
        }

        private synchronized boolean isLast() {
            return sent == SENT_BY_ONE && waiting.isEmpty();
        }

        /// Starts what came at the last moment; then nothing comes any more.
        private synchronized void end() {
            ended = true;
            waiting.forEach(Thread::start);
            waiting.clear();
        }
    }
}
