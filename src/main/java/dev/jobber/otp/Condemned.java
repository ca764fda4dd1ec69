package dev.jobber.otp;

import java.util.concurrent.atomic.AtomicInteger;

/// How many killed processes may still have code that runs. Nearly always the number is 0; then a
/// thread that sends need not look whose code it runs.
///
/// One count for all nodes, since the code of one node's process may send to another node. A
/// process is counted before the kill returns, and until all its code has run.
final class Condemned {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Condemned() {}

    static boolean any() {
        return COUNT.get() != 0;
    }

    static int count() {
        return COUNT.get();
    }

    static void add() {
        COUNT.incrementAndGet();
    }

    static void remove() {
        COUNT.decrementAndGet();
    }
}
