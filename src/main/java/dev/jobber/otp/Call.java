package dev.jobber.otp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One request on its way: the signal in the server's mailbox, and what the caller waits on.
///
/// `result` is set once: by the answer, by the death of the server or by the deadline, whichever
/// comes first. So a late answer has no effect, and no caller waits for a dead server.
sealed class Call extends Signal implements From, Awaitable permits Requested {
    /// Instead of an answer: the server died, or the time was over.
    private record NoAnswer(ExitReason reason) {}

    private static final VarHandle RESULT;

    static {
        try {
            RESULT = MethodHandles.lookup().findVarHandle(Call.class, "result", Object.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Object request;
    private final ProcessCell server;
    private final @Nullable ProcessCell caller;
    private final Thread thread;
    private volatile @Nullable Object result;

    /// The end of the server was decided before the call was made. So for this caller there is no
    /// such process, whatever the reason of that end is.
    private final boolean late;

    /// The server remembers the call until it is answered.
    private volatile boolean owed;

    Call(Object request, ProcessCell server, @Nullable ProcessCell caller) {
        this.request = request;
        this.server = server;
        this.caller = caller;
        this.thread = Thread.currentThread();
        this.late = !server.isAlive();
    }

    @Override
    public Object request() {
        return request;
    }

    @Override
    public Optional<Pid> pid() {
        return Optional.ofNullable(caller);
    }

    @Override
    public void reply(Object answer) {
        ProcessCell.refuseTheDead();
        answer(answer);
    }

    /// The server's own loop answers.
    void answer(Object answer) {
        settle(Refused.ifNoValue(answer, "an answer"));
    }

    @Override
    void refuse(ExitReason reason) {
        settle(new NoAnswer(late ? ExitReason.NOPROC : reason));
    }

    private void settle(Object outcome) {
        if (RESULT.compareAndSet(this, null, outcome)) {
            server.node.gate().unpark(thread);
            noLongerOwed();
        } else {
            LockSupport.unpark(thread); // an Error may have kept the one who settled it from this
        }
    }

    /// The server need not remember the call any more.
    final void noLongerOwed() {
        if (owed) {
            server.answered(this);
        }
    }

    /// The callback returned without an answer: the server remembers the call.
    void owe() {
        if (!owed && !isDone()) {
            owed = true;
            server.owes(this);
        }
    }

    @Override
    public boolean isDone() {
        return result != null;
    }

    /// Gives up waiting, unless the answer has come meanwhile.
    void expire() {
        if (!isDone()) {
            settle(new NoAnswer(ExitReason.TIMEOUT));
        }
    }

    /// Why there is no answer; empty if there is one. Only when done.
    Optional<ExitReason> failure() {
        return result instanceof NoAnswer(var reason) ? Optional.of(reason) : Optional.empty();
    }

    /// The answer, once there is one.
    @Nullable Object answer() {
        return result;
    }

    @Override
    Object asMessage() {
        return this;
    }

    @Override
    public String toString() {
        return Inspect.inspect(request);
    }
}
