package dev.jobber.otp.scheduling;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A few platform threads that start virtual threads, in turn, for the watch of a
/// [FairnessWatchdog].
///
/// A virtual thread enters one of the scheduler's queues; which one depends on the thread that
/// starts it. Traffic may let one queue go on and starve another. So each sender ends after it has
/// started [#SENT_BY_ONE] threads, and a new one takes its place. In time every queue is tried.
///
/// Only the watch uses it.
final class ProbeSenders {
    private static final int SENDERS = 4;
    private static final int SENT_BY_ONE = 250;
    private static final long IDLE_SECONDS = 1;

    private final @Nullable Sender[] senders = new @Nullable Sender[SENDERS];
    private int next;

    /// Lets the next sender start a thread.
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

        /// Gives the sender a thread to start.
        ///
        /// @return false if the sender has ended, or ends after the threads that it has
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

        /// Starts the threads that came at the last moment. No more can come afterwards.
        private synchronized void end() {
            ended = true;
            waiting.forEach(Thread::start);
            waiting.clear();
        }
    }
}
