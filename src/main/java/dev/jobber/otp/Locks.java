package dev.jobber.otp;

/// The locks of processes. A process is not its own lock: pids are handed out, and code that locks
/// a pid must not stop a process.
///
/// There are a few hundred for all processes of all nodes, chosen by number, since a lock for each
/// would cost each its memory. So two processes may share one.
///
/// **Never does a thread hold two of them**, except one twice. No foreign code runs under them.
final class Locks {
    private static final int COUNT = 512;

    /// Odd, as in [ProcessTable]: processes started one after the other do not meet.
    private static final int STRIDE = 37;

    /// Arrays of the size of two cache lines: neighbours are not slowed by one another.
    private static final long[][] LOCKS = new long[COUNT][14];

    private Locks() {}

    static Object of(long id) {
        return LOCKS[(int) (id * STRIDE) & (COUNT - 1)];
    }
}
