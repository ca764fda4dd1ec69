package dev.jobber.job.kind.program.os;

/// A signal of POSIX.
enum Signal {
    /// Asks a process to end.
    TERM(15),
    /// Ends a process.
    KILL(9),
    /// Has a process stand still, whatever it does with other signals; the BSDs have another number
    /// for it than Linux.
    STOP(System.getProperty("os.name").equals("Linux") ? 19 : 17),
    /// Lets a process go on that was stopped; the BSDs have another number for it than Linux.
    CONT(System.getProperty("os.name").equals("Linux") ? 18 : 19);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /// `int kill(pid_t pid, int sig)`. Java itself cannot signal a group.
    private static final class Kill {
        private static final Posix.Function FUNCTION = Posix.Function.of("kill");
    }

    /// Sends it to a process. Nothing happens if there is none, or if it is not ours.
    void send(long pid) {
        kill(pid);
    }

    /// Sends it to all processes of a group at once, so that none of them escapes by a fork.
    void sendToGroup(long group) {
        if (group > 1) {
            kill(-group);
        }
    }

    /// A result that is not 0 is ignored. ESRCH: the program has ended meanwhile, as it should.
    /// EPERM: the program belongs to another user, and the next look at the table shows that it is
    /// still there.
    private void kill(long target) {
        int _ = Kill.FUNCTION.callInt(target, number);
    }
}
