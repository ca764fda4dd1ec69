package dev.jobber.otp.scheduling;

/// Makes the threads that serve the whole JVM.
///
/// A new thread belongs to the group of the thread that makes it. These belong to the uppermost
/// group of this class's first user, so that a group of threads that is ended as a whole, as that
/// of a job's code, does not get one of them.
public final class DaemonThreads {
    private static final ThreadGroup TOP = top();

    private DaemonThreads() {}

    private static ThreadGroup top() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = group.getParent(); parent != null; parent = parent.getParent()) {
            group = parent;
        }
        return group;
    }

    /// A daemon thread that has not been started yet.
    public static Thread.Builder.OfPlatform builder() {
        return Thread.ofPlatform().group(TOP).daemon();
    }
}
