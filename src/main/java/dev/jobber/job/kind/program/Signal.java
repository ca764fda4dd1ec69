package dev.jobber.job.kind.program;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// A signal of POSIX, by the number that it has on every system.
enum Signal {
    /// Asks a process to end.
    TERM(15),
    /// Ends a process.
    KILL(9);

    /// `int kill(pid_t pid, int sig)`. Java itself cannot signal a group.
    @SuppressWarnings("restricted") // the function and its types are right
    private static final MethodHandle KILL_2 =
            Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT));

    private final int number;

    Signal(int number) {
        this.number = number;
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

    private void kill(long target) {
        try {
            int result = (int) KILL_2.invokeExact(Math.toIntExact(target), number);
            if (result != 0) {
                // ESRCH: it has ended meanwhile, which is what is wanted. EPERM: it is not ours,
                // and
                // the next look at the table shows that it is still there.
                return;
            }
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
