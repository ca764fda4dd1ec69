package dev.jobber.otp;

import dev.jobber.otp.ProcessBody.InlineStart;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A process: its mailbox, what it is bound to, and its one death. This file starts its threads,
/// and catches what its code throws.
///
/// A cell owns a virtual thread only while it has work: the signal that finds it idle starts one,
/// which runs the [ProcessBody] until there is nothing more to do.
///
/// What it is made of stands in the classes that it extends, one above the other, since a process
/// is one object:
///
/// | class | holds |
/// |---|---|
/// | [Mailbox] | its signals, and whether a thread looks after them |
/// | [ProcessWatchers] | who wants to know of its death, and how far they have been told |
/// | [ProcessLinks] | what ties it to others |
/// | [ProcessName] | what it is called, and whether it has been killed |
/// | [ProcessTurns] | how often it has had its turn, and what it waits for |
/// | [ProcessThread] | its thread, and whose code runs on that |
/// | [ProcessDeath] | how it ends |
sealed class ProcessCell extends ProcessDeath implements Runnable permits BoundedCell {
    private static final ThreadLocal<@Nullable ProcessCell> CURRENT = new ThreadLocal<>();

    ProcessCell(Node node, @Nullable ProcessCell parent, ProcessBody body) {
        super(node, parent, body);
    }

    // ---- whose code runs

    /// Code of a process that has been killed has no effect on others, whatever it catches.
    static void refuseTheDead() {
        if (Condemned.any()) {
            ProcessCell self = CURRENT.get();
            if (self != null) {
                self.checkDoom();
            }
        }
    }

    /// The process whose code the current thread runs, or null.
    static @Nullable ProcessCell currentOrNull() {
        return CURRENT.get();
    }

    /// The process whose code the current thread runs. Throws if the process has been killed.
    static ProcessCell current() {
        ProcessCell self = CURRENT.get();
        if (self == null) {
            throw new IllegalStateException(
                    "expected to be called by a process, got: "
                            + Thread.currentThread()
                            + "; run it inside one, with Node.spawn or Node.run");
        }
        self.checkDoom();
        return self;
    }

    // ---- its beginning

    /// Enters a new process into the table and starts it on a thread of its own. If an Error comes
    /// of that, the process dies without having run.
    ///
    /// Throws [IllegalStateException] if the node is closed.
    void begin() {
        boolean begun = false;
        boolean entered = true;
        try {
            entered = node.enters(this);
            if (entered) {
                start();
            }
            begun = true;
        } finally {
            if (!begun) {
                unfinished = Unfinished.Wake.STILLBORN;
                node.anyUnfinished = true;
            }
        }
        if (!entered) {
            refuse();
        }
    }

    /// Enters a new process, which another thread is about to run, into the table.
    void enter() {
        if (!node.enters(this)) {
            refuse();
        }
    }

    /// The node is closed: the process dies without having run.
    private void refuse() {
        die(ExitReason.KILLED);
        throw node.closed();
    }

    /// Starts a thread that takes the place of STARTING.
    private void start() {
        node.gate().start(node.threads().newThread(this));
    }

    @Override
    void wake(boolean idle) {
        node.resumeUnfinished();
        if (idle) {
            start();
        } else {
            node.gate().unpark(thread);
        }
    }

    @Override
    void rehearseAnError() {
        super.rehearseAnError();
        unfinished = Unfinished.Wake.STILLBORN;
        unfinished = Unfinished.Wake.DIE;
        unfinished = null;
        node.anyUnfinished = true;
    }

    /// Does on another thread what an Error kept one from doing.
    void resume() {
        Unfinished what = unfinished;
        if (what != null && takesUp(what)) {
            boolean begun = false;
            try {
                node.gate().start(node.threads().newThread(() -> finishUp(what)));
                begun = true;
            } finally {
                if (!begun) {
                    unfinished = what;
                    node.anyUnfinished = true;
                }
            }
        }
    }

    private void finishUp(Unfinished what) {
        switch (what) {
            case Unfinished.Wake.START -> run();
            case Unfinished.Wake.UNPARK -> LockSupport.unpark(thread);
            case Unfinished.Wake.STILLBORN -> {
                kill(ExitReason.KILLED);
                run();
            }
            case Unfinished.Wake.KILL -> {
                if (isDoomed()) {
                    kill(endReason());
                }
            }
            case Unfinished.Wake.DIE -> die(endReason());
            case Unfinished.Wake.PORTS -> {
                Ports ports = ports();
                if (ports != null) {
                    attendTo(ports);
                }
            }
            case Ties ties -> tell(ties);
        }
    }

    // ---- its code

    @Override
    public void run() {
        if (!takesThread()) {
            return; // another thread was started for the same signal
        }
        CURRENT.set(this);
        countWake();
        if (isMarked()) {
            nameThread();
        }
        ProcessBody work = body();
        if (work == null) { // declared dead a moment ago, beside this thread
            node.noLongerLingers(this);
            codeIsOver();
            return;
        }
        boolean over = false;
        try {
            ExitReason reason = does(work);
            if (reason != null) {
                comesToAnEnd(work, reason);
            }
            over = true;
        } finally {
            if (!over && unfinished == null) {
                unfinished = Unfinished.Wake.DIE;
                node.anyUnfinished = true;
            }
        }
    }

    /// Works; answers why the process is to end, or null if it is idle: then another thread may run
    /// it already.
    private @Nullable ExitReason does(ProcessBody work) {
        try {
            checkDoom();
            return work.run(this);
        } catch (Throwable problem) {
            return work.raised(problem);
        }
    }

    /// It is to end for this reason, and ends, unless others must have ended before.
    private void comesToAnEnd(ProcessBody work, ExitReason reason) {
        ProcessBody ending = isDoomed() ? null : work.ending(this, reason);
        if (ending == null || !becomes(ending)) {
            finish(work, reason);
            return;
        }
        ExitReason end = does(ending);
        if (end != null) {
            finish(ending, end);
        }
    }

    private void nameThread() {
        String shown = threadName();
        if (shown != null) {
            Thread.currentThread().setName(shown);
        }
    }

    /// A server has another thread, with the new name, when it is next woken. A process without
    /// callbacks keeps its thread, perhaps for as long as it lives.
    void renameThread() {
        if (CURRENT.get() == this && !(body() instanceof InlineStart)) {
            nameThread();
        }
    }

    /// Runs the first part of a process's life on the thread of the process that starts it, which
    /// would only wait anyway. Afterwards the process is idle, has a thread of its own, or is dead.
    /// If the starting process has been killed meanwhile, its code gets no further than this.
    ///
    /// @param caller the starting process
    void runInline(InlineStart work, ProcessCell caller) {
        boolean exhausted = false;
        boolean over = false;
        try {
            CURRENT.set(this);
            countWake();
            thread = Thread.currentThread();
            caller.lends();
            ExitReason reason;
            try {
                checkDoom();
                reason = work.init(this);
            } catch (Throwable problem) {
                exhausted = problem instanceof VirtualMachineError;
                reason = work.raised(problem);
            }
            Doom killed = doom();
            ExitReason end = killed == null ? reason : killed.reason;
            if (end != null && exhausted) {
                // what is left of this stack may not do for it
                node.gate().start(node.threads().newThread(() -> end(work, end)));
            } else if (end != null) {
                end(work, end);
            } else {
                synchronized (lock()) {
                    thread = null;
                }
                if (work.hasWork() || !goIdle()) {
                    thread = STARTING;
                    start();
                }
            }
            over = true;
        } finally {
            if (!over && unfinished == null) {
                unfinished = Unfinished.Wake.DIE;
                node.anyUnfinished = true;
            }
            CURRENT.set(caller);
            Thread.interrupted(); // it was meant for this process
            caller.takesBack();
        }
    }

    /// While the thread of this process runs the init of a child, its own code stands still, as in
    /// a receive. A killer announces its death at once then, and the child gets the exit signal of
    /// its link. The lock decides which comes first, so its code never goes on after such a death.
    private void lends() {
        if (!lendsThread()) {
            die(endReason());
        }
    }

    /// Calls foreign code in the middle of a callback; what it throws does this process no harm and
    /// is given a meaning instead, unless it is the end of this process itself. So is null.
    <T> T attempt(Callable<T> code, Function<Throwable, T> meaning) {
        try {
            return Objects.requireNonNull(code.call(), "expected a result, got: null");
        } catch (Throwable problem) {
            checkDoom();
            return meaning.apply(problem);
        }
    }

    private void finish(ProcessBody work, ExitReason why) {
        ExitReason reason = why;
        try {
            if (!isDoomed()) {
                boolean raised = false;
                try {
                    reason = work.terminate(this, reason);
                } catch (Throwable problem) {
                    reason = work.raised(problem);
                    raised = true;
                }
                if (!isDoomed()) {
                    work.ended(this, reason, raised);
                }
            }
        } finally {
            Doom killed = doom();
            end(work, killed == null ? reason : killed.reason);
            node.resumeUnfinished();
        }
    }

    /// All of its code has run. If it was declared dead before, its thread does not linger any
    /// more.
    private void end(ProcessBody work, ExitReason reason) {
        try {
            if (!die(reason)) {
                Call takenOut = work.inHand(); // by then, perhaps, and not seen by the announcer
                if (takenOut != null) {
                    takenOut.refuse(endReason());
                }
                node.noLongerLingers(this);
            }
        } finally {
            codeIsOver();
        }
    }

    /// A message of another process or thread is about to come. Throws, or waits, where it may not.
    void admit() {}
}
