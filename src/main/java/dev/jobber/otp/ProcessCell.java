package dev.jobber.otp;

import dev.jobber.otp.ProcessBody.InlineStart;
import dev.jobber.otp.scheduling.WakeGate;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A process: its mailbox, what it is bound to, and its one death. The only file that makes threads
/// and catches everything.
///
/// A cell owns a virtual thread only while it has work: the signal that finds it idle starts one,
/// which runs the [ProcessBody] until there is nothing more to do.
///
/// The lock that guards the [ProcessLinks] guards the *writing* of `marks`, and interrupts, too:
/// `thread` is interrupted only with the lock held, and the announcement of a death takes the lock
/// to forget the thread, so an interrupt never reaches anything but the callback it was meant for.
sealed class ProcessCell extends ProcessLinks implements Runnable permits BoundedCell {
    private static final ThreadLocal<@Nullable ProcessCell> CURRENT = new ThreadLocal<>();

    final Node node;

    /// The process that started it, of no use to the dead: a process that starts its successor and
    /// ends would be kept by it otherwise, and so would all before it.
    private volatile @Nullable ProcessCell parent;

    /// What it does; of no use to the dead.
    private volatile @Nullable ProcessBody body;

    /// Stands for a thread that is about to begin.
    static final Thread STARTING = Thread.ofVirtual().unstarted(() -> {});

    private static final VarHandle THREAD;
    private static final VarHandle UNFINISHED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            THREAD = lookup.findVarHandle(ProcessCell.class, "thread", Thread.class);
            UNFINISHED = lookup.findVarHandle(ProcessCell.class, "unfinished", Unfinished.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /// The thread that runs it, while one does; [#STARTING] from the moment that one is due.
    /// Written by that thread, cleared before the process goes idle; STARTING by the sender that
    /// finds it idle, before that calls anything: a stack overflow later leaves it to be started.
    ///
    /// **One thread at a time**: to run the process a thread has to take the place of STARTING. So
    /// a thread may be started once more when it is not known whether the first start succeeded.
    volatile @Nullable Thread thread = STARTING;

    private volatile boolean trapExit;

    /// Of `guests`: code that no kill is to interrupt.
    private static final byte UNDISTURBED = 1;

    /// Of `guests`: the init of a child.
    private static final byte INIT = 2;

    /// Of `guests`: none, and none of its own code either. It ends.
    private static final byte LEAVING = 4;

    /// What runs on its thread right now beside its own code, as a sum: one byte for all, since
    /// each process pays for it. Changes under the lock, by its own thread; LEAVING by any.
    private byte guests;

    /// What it waits for in the middle of its work; null if it does not. From its first wait with a
    /// time limit on it is always its own alarm, which knows what it waits for. One field for both,
    /// since each process pays for it. Written by its own thread.
    private volatile @Nullable Awaitable waiting;

    /// How often it was woken, has waited, received or handled a signal: two equal looks at an idle
    /// process mean that nothing happened in between. Written before a volatile field is.
    ///
    /// Begins anywhere, so that processes that do the same do not all tell of it at once. May pass
    /// 2^31: only [#turns()] and equality are asked for.
    private int reductions = (int) id();

    /// The name it was registered under, a String or a [Via]; with a label, a [Labelled]; once it
    /// has been killed, a [Doom], which keeps them. One field for all, since each process pays for
    /// it. Written with the lock held.
    ///
    /// The doom is set once, by the killer. It is read after `thread` is written, and written
    /// before `thread` is read: so either the killer interrupts the thread or the thread sees the
    /// doom.
    private volatile @Nullable Object marks;

    /// What it calls itself, and its name. It outlives the process, for reports.
    private record Labelled(Object label, @Nullable Object name) {}

    ProcessCell(Node node, @Nullable ProcessCell parent, ProcessBody body) {
        super(node.nextId());
        this.node = node;
        this.parent = parent;
        this.body = body;
    }

    // ---- who runs

    /// The process behind a destination, alive or not; null if no process has the name.
    static @Nullable ProcessCell behind(Dest dest) {
        return switch (dest) {
            case ProcessCell cell -> cell;
            case Name(var node, var name) -> node.registered(name);
            case Via via -> via.registry().holder(via.key());
            case PartitionVia via -> via.supervisor().worker(via.key());
            case Alias alias -> alias.isActive() ? alias.owner() : null;
        };
    }

    /// The process that a message to a destination comes to; null if there is none, or if what
    /// keeps the name does not run.
    static @Nullable ProcessCell reachedBy(Dest dest) {
        return switch (dest) {
            case Via via -> via.registry().sole(via.key());
            case PartitionVia via -> via.supervisor().workerIfRunning(via.key());
            default -> behind(dest);
        };
    }

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
        if (what != null && UNFINISHED.compareAndSet(this, what, null)) {
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
            case Unfinished.Wake.DIE -> die(endReason());
            case Ties ties -> tell(ties);
        }
    }

    @Override
    public void run() {
        if (!THREAD.compareAndSet(this, STARTING, Thread.currentThread())) {
            return; // another thread was started for the same signal
        }
        CURRENT.set(this);
        countWake();
        if (marks != null) {
            nameThread();
        }
        ProcessBody work = body;
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

    /// Does something else from now on; false if it is dead.
    private boolean becomes(ProcessBody other) {
        synchronized (lock()) {
            if (isDead()) {
                return false;
            }
            body = other;
            return true;
        }
    }

    /// A thread dump shows the name, or what the process calls itself, if that is a text. Of others
    /// nothing is shown, for their text would have to be made at each wake.
    private void nameThread() {
        Object shown = called();
        if (shown instanceof Labelled(var label, var registered)) {
            shown = registered == null ? label : registered;
        }
        if (shown instanceof String text) {
            Thread.currentThread().setName(text);
        }
    }

    /// Runs the first part of a process's life on the thread of the process that starts it, which
    /// would only wait anyway. Afterwards the process is idle, has a thread of its own, or is dead.
    /// If the starting process has been killed meanwhile, its code gets no further than this.
    void runInline(InlineStart work) {
        ProcessCell caller = CURRENT.get();
        CURRENT.set(this);
        countWake();
        thread = Thread.currentThread();
        if (caller != null) {
            caller.lends();
        }
        boolean exhausted = false;
        boolean over = false;
        try {
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
            if (caller != null) {
                caller.takesBack();
            }
        }
    }

    /// While the thread of this process runs the init of a child, its own code stands still, as in
    /// a receive. A killer announces its death at once then, and the child gets the exit signal of
    /// its link. The lock decides which comes first, so its code never goes on after such a death.
    private void lends() {
        Doom killed;
        synchronized (lock()) {
            killed = doom();
            if (killed == null) {
                guests |= INIT;
            }
        }
        if (killed != null) {
            die(killed.reason);
        }
    }

    private void takesBack() {
        synchronized (lock()) {
            guests &= ~INIT;
        }
        if (isDoomed()) {
            Thread.currentThread().interrupt(); // whatever still runs of it must not block
            checkDoom();
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

    @Nullable ProcessCell parent() {
        return parent;
    }

    /// Runs code that is no part of the process on its thread: no kill interrupts it. A kill that
    /// comes meanwhile is noticed afterwards, or when its grace is over.
    void undisturbed(Runnable code) {
        byte before;
        synchronized (lock()) {
            before = guests;
            guests |= UNDISTURBED;
        }
        boolean interrupted = Thread.interrupted();
        try {
            code.run();
        } finally {
            boolean killed;
            synchronized (lock()) {
                guests = (byte) (before | (guests & LEAVING));
                killed =
                        isDoomed()
                                && (before & UNDISTURBED) == 0
                                && thread == Thread.currentThread();
            }
            if (interrupted || killed) {
                Thread.currentThread().interrupt();
            }
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

    /// None of its code runs or will run.
    private void codeIsOver() {
        Doom killed = doom();
        if (killed != null) {
            killed.codeIsOver();
        }
    }

    /// Gives the thread up if there is nothing to do. True: the caller must return at once,
    /// touching nothing.
    boolean rest() {
        thread = null;
        if (goIdle()) {
            return true;
        }
        thread = Thread.currentThread();
        return false;
    }

    /// A message of another process or thread is about to come. Throws, or waits, where it may not.
    void admit() {}

    /// It does one more thing. The watch over fairness is told now and then only, so that it costs
    /// nothing.
    void countReduction() {
        reductions++;
        if (turns() % WakeGate.TURNS == 0) {
            node.gate().countReductions();
        }
    }

    /// The reductions, never negative.
    private int turns() {
        return reductions & Integer.MAX_VALUE;
    }

    /// It was woken, or is about to wait.
    private void countWake() {
        reductions++;
        if (turns() % WakeGate.TURNS == 0) {
            node.gate().countWakes();
        }
    }

    /// Goes on with the end of a process that has been killed.
    static void rethrowIfKilled(Throwable problem) {
        if (problem instanceof Killed killed) {
            throw killed;
        }
    }

    boolean isDoomed() {
        return marks instanceof Doom;
    }

    private @Nullable Doom doom() {
        return marks instanceof Doom doom ? doom : null;
    }

    /// It has been killed. With the lock held, and once.
    private Doom doom(ExitReason reason, @Nullable ProcessCell from) {
        var doom = new Doom(reason, this, from, marks);
        marks = doom;
        return doom;
    }

    /// It ends by itself, and what it waited for has come: who asks from now on asks no process.
    void leaves() {
        synchronized (lock()) {
            guests |= LEAVING;
        }
        enqueue(new Signal.Leaving());
    }

    @Override
    boolean isLeaving() {
        return (guests & LEAVING) != 0;
    }

    void checkDoom() {
        if (isDoomed()) {
            throw new Killed();
        }
    }

    // ---- waiting in the middle of work

    /// The alarm of its waits. Only by its own thread.
    Alarm alarm() {
        Alarm own = ownAlarm();
        if (own == null) {
            own = new Alarm(node, true);
            waiting = own;
        }
        return own;
    }

    private @Nullable Alarm ownAlarm() {
        return waiting instanceof Alarm alarm && alarm.isKept() ? alarm : null;
    }

    /// A wait is about to begin: its own alarm has been set for it, or it has no limit. Only by its
    /// own thread.
    void waitsFor(Awaitable what) {
        countWake();
        Alarm own = ownAlarm();
        if (own == null) {
            waiting = what;
        } else if (own != what) {
            own.waitsFor(what);
        }
    }

    /// The wait is over. Its own alarm, if it was set, is ended next.
    void waitsNoMore() {
        countWake();
        Alarm own = ownAlarm();
        if (own == null) {
            waiting = null;
        } else {
            own.waitsFor(null);
        }
    }

    /// Parks until a signal comes, the alarm rings or the process is killed.
    void parkForSignal(Object blocker) {
        if (expectWakeUp()) {
            if (!isDoomed()) {
                LockSupport.park(blocker);
            }
            countWake();
            awake();
            if (turns() % (2 * WakeGate.TURNS)
                    <= 1) { // each round of a loop that receives counts two
                node.gate().giveWay();
            }
        }
    }

    /// Nothing of it runs or could run without something happening outside it.
    boolean isQuiet() {
        Awaitable what = waiting;
        return !isDoomed() && (isIdle() || isParked() || (what != null && !what.isDone()));
    }

    int reductions() {
        return reductions;
    }

    /// Goes on counting from here, for a test of what comes after years of work.
    void countedTo(int newReductions) {
        reductions = newReductions;
    }

    // ---- death

    /// Ends the process in the middle of whatever it does.
    void kill(ExitReason reason) {
        kill(reason, null);
    }

    /// @param from the process that wants it, if a process does
    private void kill(ExitReason reason, @Nullable ProcessCell from) {
        if (condemn(reason, from)) {
            dieCondemned();
        } else if (reason.equals(ExitReason.KILLED)) {
            Ports ports = ports();
            if (ports != null) {
                ports.hurry();
            }
        }
    }

    /// Decides, once, that the process ends, and has nothing done about it yet: [#kill] does that.
    ///
    /// A node that is closed marks all its processes before it kills the first one. So none of them
    /// handles the death of another.
    void markKilled() {
        synchronized (lock()) {
            if (!isDead() && !isDoomed()) {
                doom(ExitReason.KILLED, null).codeMayRun();
            }
        }
    }

    /// The death of a process that has no thread.
    private void dieCondemned() {
        boolean done = false;
        try {
            die(endReason());
            done = true;
        } finally {
            if (!done && unfinished == null) {
                unfinished = Unfinished.Wake.DIE;
                node.anyUnfinished = true;
            }
        }
    }

    /// Decides, once, that the process ends. True: its code does not run and never will, so the
    /// caller must announce the death, and must hold no lock.
    ///
    /// True if the process is idle and has no links: no thread is started only to die. A process
    /// with links announces its death on its own thread: many processes may be linked to it, and
    /// the killer must not run ahead of those that get an exit signal.
    ///
    /// @param from the process that the reason comes from, if one does
    private boolean condemn(ExitReason reason, @Nullable ProcessCell from) {
        synchronized (lock()) {
            Doom mine = doom();
            if (isDead() || (mine != null && mine.carriedOut)) {
                return false;
            }
            if (mine == null) {
                mine = doom(reason, from);
            }
            mine.carriedOut = true;
            if ((guests & INIT) != 0) {
                mine.codeMayRun();
                return true;
            }
            if (hasNoLinks() && closeIfIdle()) {
                mine.codeIsOver();
                return true;
            }
            mine.codeMayRun();
            Thread running = thread;
            if (running != null && running != STARTING) {
                if ((guests & UNDISTURBED) == 0) {
                    running.interrupt();
                }
                node.clock().schedule(mine, node.killGrace());
            }
            enqueue(new Signal.Nudge());
            return false;
        }
    }

    /// The grace is over and the thread still runs: the process is dead, its thread lingers.
    private void declareDead(Doom why) {
        if (!closesPorts(why.reason) && hasThread() && why.first()) {
            dieBesideThread(why.reason);
        }
    }

    private boolean hasThread() {
        Thread running = thread;
        return running != null && running != STARTING;
    }

    private void dieBesideThread(ExitReason reason) {
        Thread running = thread;
        if (!isDead() && running != null) {
            node.lingers(this, running);
            if (!die(reason)) {
                node.noLongerLingers(this); // it ended by itself at the last moment
            }
        }
    }

    /// The node ends, and the process still has its place: whatever has not been told of its death
    /// is told by this thread, which is not the process's.
    void declareDead() {
        Unfinished left = unfinished;
        if (left instanceof Ties ties && UNFINISHED.compareAndSet(this, left, null)) {
            tell(ties);
        }
        Ports ports = ports();
        if (ports != null) {
            ports.giveUp();
        }
        Doom killed = doom();
        if (killed != null) {
            declareDead(killed);
        }
        if (!hasThread()) {
            die(endReason());
        }
    }

    /// Begins to close its ports. True if it has any that are open; then [#portsAreClosed] follows.
    private boolean closesPorts(ExitReason reason) {
        Ports ports = ports();
        return ports != null && ports.close(reason);
    }

    /// The last of its ports is closed after its end had been decided: now it may be dead.
    void portsAreClosed(ExitReason reason) {
        if (hasThread()) {
            dieBesideThread(reason);
        } else {
            die(reason);
        }
    }

    /// It owns a port from now on. By its own thread.
    void open(Port port) {
        Ports ports = ports();
        if (ports == null) {
            ports = new Ports(this);
            addRegistration(ports);
        }
        ports.add(port);
    }

    /// Announces the death, once. False if it had been announced before.
    ///
    /// While it owns open ports it is not announced, but will be when they are closed.
    private boolean die(ExitReason reason) {
        node.awaitMarks();
        Thread own = thread;
        ProcessBody work;
        Ties ties = null;
        synchronized (lock()) {
            work = body;
            if (isDead()) {
                return false;
            }
            if (ports() == null) {
                ties = severed(reason);
            } else if (own == Thread.currentThread()) {
                thread = null; // before the last port is closed, which looks at it
            }
        }
        if (ties == null) {
            if (closesPorts(reason)) {
                return true;
            }
            synchronized (lock()) {
                work = body;
                ties = severed(reason);
            }
        }
        if (ties == null) {
            return false;
        }
        boolean done = false;
        try {
            node.exited(this, work, ties.reason(), killer(work));
            if (work != null) {
                work.died(this);
            }
            if (own == Thread.currentThread()) {
                Thread.interrupted(); // it was meant for the callback, which is over
            }
            tell(ties);
            done = true;
        } finally {
            if (!done) {
                unfinished = ties;
                node.anyUnfinished = true;
            }
        }
        return true;
    }

    /// The process whose exit signal has ended this one; null if there is none. Asked once: a dead
    /// process keeps no other alive.
    private @Nullable ProcessCell killer(@Nullable ProcessBody work) {
        Doom killed = doom();
        if (killed == null) {
            ProcessCell ender = work == null ? null : work.endedBy();
            return ender == parent ? ender : null;
        }
        ProcessCell from = killed.from;
        killed.from = null;
        return from;
    }

    /// It is dead from now on; null if it was before. With the lock held.
    private @Nullable Ties severed(ExitReason reason) {
        ProcessBody work = body;
        Ties ties = sever(reason, work == null ? null : work.inHand());
        if (ties != null) {
            thread = null;
            body = null;
        }
        return ties;
    }

    /// Tells links, monitors and callers of the death. Foreign code that throws is skipped. An
    /// Error of the machine ends this method; then another thread does all of it again, and no
    /// process is told twice.
    private void tell(Ties ties) {
        ExitReason reason = ties.reason();
        Doom killed = doom();
        if (killed != null) {
            node.clock().cancel(killed);
        }
        Alarm set = ownAlarm();
        if (set != null) {
            node.clock().cancel(set);
        }
        if (name() instanceof String registered) {
            node.ownerDied(registered, this);
        }
        ties.forEachRegistration(each -> foreign(() -> each.ownerDied(reason)));
        if (isCounted()) {
            node.noLongerCounts(this);
            uncounted();
        }
        close(reason);
        Call inHand = ties.inHand();
        if (inHand != null) {
            inHand.refuse(reason);
        }
        ties.forEachUnanswered(each -> each.refuse(reason));
        ties.forEachMonitor(MonitorRef::cancel);
        tellLinked(ties, reason);
        tellSupervisor(reason);
        tellWatchers(reason);
        ties.endRegistrations(each -> foreign(each::allTold));
        node.forget(this); // last: the node is not at rest until all have been told
    }

    /// Calls code that may be foreign in the middle of a death.
    private void foreign(Runnable code) {
        Throwable problem = Guard.problemOf(code);
        if (problem != null) {
            node.emitLater(new Event.CodeFailed(deathTold(), problem));
        }
    }

    /// What fails if foreign code fails in the middle of a death.
    String deathTold() {
        return "Telling of the death of " + this;
    }

    /// Tells the parent last: it restarts this process after all other links have been told.
    ///
    /// Then the linked processes get their turn before those that only monitor. The scheduler runs
    /// an unparked thread before a started one, so the supervisor that waits for this death would
    /// run before the processes that die of it.
    private void tellLinked(Ties ties, ExitReason reason) {
        ProcessCell starter = parent;
        ties.forEachLink(each -> {
            if (each != starter) {
                each.linkBroken(this, reason);
            }
        });
        if (starter != null && ties.isLinkedTo(starter)) {
            starter.linkBroken(this, reason);
        }
        parent = null;
        if (ties.hasLinks() && isWatched() && Thread.currentThread().isVirtual()) {
            Thread.yield();
        }
    }

    @Override
    public boolean isAlive() {
        return !isDead() && !isDoomed();
    }

    @Override
    ExitReason endReason() {
        Doom killed = doom();
        return killed == null ? ExitReason.KILLED : killed.reason;
    }

    // ---- exit signals

    boolean trapsExit() {
        return trapExit;
    }

    void trapExit(boolean on) {
        trapExit = on;
    }

    /// An exit signal from another process, or from itself.
    void exitSignal(ProcessCell from, ExitReason reason) {
        if (reason.equals(ExitReason.KILL)) {
            kill(ExitReason.KILLED, from);
        } else if (trapExit) {
            enqueue(new Signal.Letter(new Exit(from, reason)));
        } else if (!reason.equals(ExitReason.NORMAL) || from == this) {
            kill(reason, from);
        }
    }

    @Override
    boolean endsWith(Pid from, ExitReason reason) {
        if (trapExit) {
            if (!(body instanceof SupervisorEnding)) { // that one reads no message any more
                enqueue(new Signal.Letter(new Exit(from, reason)));
            }
            return false;
        }
        return !reason.equals(ExitReason.NORMAL) && condemn(reason, (ProcessCell) from);
    }

    @Override
    void announce() {
        dieCondemned();
    }

    // ---- names

    @Nullable Object name() {
        Object now = called();
        return now instanceof Labelled labelled ? labelled.name() : now;
    }

    /// Its name, or a [Labelled]; killed or not.
    private @Nullable Object called() {
        Object now = marks;
        return now instanceof Doom doom ? doom.called : now;
    }

    private void called(@Nullable Object now) {
        if (marks instanceof Doom doom) {
            doom.called = now;
        } else {
            marks = now;
        }
    }

    void named(Object newName) {
        synchronized (lock()) {
            called(
                    called() instanceof Labelled(var label, _)
                            ? new Labelled(label, newName)
                            : newName);
        }
    }

    void nameless() {
        synchronized (lock()) {
            called(called() instanceof Labelled(var label, _) ? new Labelled(label, null) : null);
        }
    }

    /// What it calls itself from now on.
    void label(Object newLabel) {
        synchronized (lock()) {
            called(new Labelled(newLabel, name()));
        }
    }

    @Override
    public Optional<Object> label() {
        return called() instanceof Labelled labelled
                ? Optional.of(labelled.label())
                : Optional.empty();
    }

    // ---- for people who look

    @Override
    public Node node() {
        return node;
    }

    @Nullable ProcessBody body() {
        return body;
    }

    ProcessStatus status() {
        if (isDead()) {
            return node.isLingering(this) ? ProcessStatus.LINGERING : ProcessStatus.DEAD;
        }
        if (isDoomed()) {
            return ProcessStatus.EXITING;
        }
        return isQuiet() ? ProcessStatus.WAITING : ProcessStatus.RUNNING;
    }

    /// That a process has been killed, why, and the alarm for the case that its code does not care.
    private static final class Doom extends TimerEntry {
        /// When it is tried once more if no thread could be had.
        private static final Duration AGAIN = Duration.ofMillis(100);

        final ExitReason reason;
        private final ProcessCell cell;

        /// What the process is called, as before its end was decided.
        volatile @Nullable Object called;

        /// The process that the reason comes from, until the death is announced.
        volatile @Nullable ProcessCell from;

        private boolean declared;
        private boolean condemned;

        /// The thread has been interrupted or woken, or the death is being announced. The lock of
        /// the process guards it.
        boolean carriedOut;

        Doom(
                ExitReason reason,
                ProcessCell cell,
                @Nullable ProcessCell from,
                @Nullable Object called) {
            this.reason = reason;
            this.cell = cell;
            this.from = from;
            this.called = called;
        }

        /// From now on the process is among the [Condemned].
        synchronized void codeMayRun() {
            if (!condemned) {
                condemned = true;
                Condemned.add();
            }
        }

        /// It is not any more.
        synchronized void codeIsOver() {
            if (condemned) {
                condemned = false;
                Condemned.remove();
            }
        }

        /// True once: to the thread that is to declare the process dead.
        synchronized boolean first() {
            boolean before = declared;
            declared = true;
            return !before;
        }

        @Override
        Node node() {
            return cell.node;
        }

        @Override
        void fire() {
            Node node = cell.node;
            boolean started = false;
            try {
                node.gate().start(node.threads().newThread(() -> cell.declareDead(this)));
                started = true;
            } finally {
                if (!started) {
                    node.clock().schedule(this, AGAIN);
                }
            }
        }
    }

    /// Unwinds the code of a process that has been killed.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }
}
