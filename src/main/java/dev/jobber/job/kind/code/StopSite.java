package dev.jobber.job.kind.code;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/// The call site behind all checks in the classes of one start of a snippet. It does nothing, until
/// it is told to stop that start; then each check throws [Stopped].
final class StopSite {
    private static final MethodType CHECK = MethodType.methodType(void.class);
    private static final MethodHandle GO_ON = MethodHandles.empty(CHECK);
    private static final MethodHandle STOP =
            MethodHandles.insertArguments(
                    MethodHandles.throwException(void.class, Stopped.class), 0, new Stopped());

    private final MutableCallSite site = new MutableCallSite(GO_ON);
    private volatile boolean isStopped;

    /// What a check throws. It carries no trace, and may be thrown by many threads at once.
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;

        private Stopped() {
            super("the job was ended", null, false, false);
        }
    }

    CallSite callSite() {
        return site;
    }

    /// From now on each check throws, also in code that already runs.
    void stop() {
        if (!isStopped) {
            isStopped = true;
            site.setTarget(STOP);
            MutableCallSite.syncAll(new MutableCallSite[] {site});
        }
    }

    /// The check for code that is not woven.
    void check() {
        if (isStopped) {
            throw new Stopped();
        }
    }
}
