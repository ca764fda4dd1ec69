package dev.jobber.otp;

import org.jspecify.annotations.Nullable;

/// How a process ends: its end is decided once, announced once, and told to all who must hear of
/// it.
abstract sealed class ProcessDeath extends ProcessThread permits ProcessCell {
    /// The process that started it, of no use to the dead: a process that starts its successor and
    /// ends would be kept by it otherwise, and so would all before it.
    private volatile @Nullable ProcessCell parent;

    /// What it does; of no use to the dead.
    private volatile @Nullable ProcessBody body;

    private volatile boolean trapExit;

    ProcessDeath(Node node, @Nullable ProcessCell parent, ProcessBody body) {
        super(node);
        this.parent = parent;
        this.body = body;
    }

    final @Nullable ProcessCell parent() {
        return parent;
    }

    final @Nullable ProcessBody body() {
        return body;
    }

    /// Does something else from now on; false if it is dead.
    final boolean becomes(ProcessBody other) {
        synchronized (lock()) {
            if (isDead()) {
                return false;
            }
            body = other;
            return true;
        }
    }

    // ---- its end is decided

    /// Ends the process in the middle of whatever it does.
    final void kill(ExitReason reason) {
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
    final void markKilled() {
        synchronized (lock()) {
            if (!isDead() && !isDoomed()) {
                var _ = sentence(ExitReason.KILLED, null);
            }
        }
    }

    /// Decides, once, that the process ends. With the lock held.
    ///
    /// Without a thread it has no code that could run: the doom is written before `thread` is read
    /// here, and a thread that comes to run the process reads it after that. So only a process that
    /// has a thread is among the [Condemned], and that thread takes it out when its code has run.
    private Doom sentence(ExitReason reason, @Nullable ProcessCell from) {
        Doom mine = doom(reason, from);
        if (hasThread()) {
            mine.codeMayRun();
        }
        return mine;
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
                mine = sentence(reason, from);
            }
            boolean done = false;
            try {
                boolean atOnce = isLent() || (hasNoLinks() && closeIfIdle());
                if (!atOnce) {
                    disturb();
                }
                mine.carriedOut = true;
                if (!atOnce && hasThread()) {
                    node.clock().schedule(mine, node.killGrace());
                }
                done = true;
                return atOnce;
            } finally {
                if (!done && unfinished == null) {
                    unfinished = Unfinished.Wake.KILL;
                    node.anyUnfinished = true;
                }
            }
        }
    }

    /// Has the process notice that it has been killed. With the lock held.
    private void disturb() {
        enqueue(new Signal.Nudge());
        Thread running = thread;
        if (running != null && running != STARTING && !isUndisturbed()) {
            running.interrupt();
        }
    }

    /// The grace is over and the thread still runs: the process is dead, its thread lingers.
    final void declareDead(Doom why) {
        if (!closesPorts(why.reason) && hasThread() && why.first()) {
            dieBesideThread(why.reason);
        }
    }

    private void dieBesideThread(ExitReason reason) {
        synchronized (lock()) {
            Thread running = thread;
            if (isDead() || running == null) {
                return;
            }
            node.lingers(self(), running);
        }
        if (!die(reason)) {
            node.noLongerLingers(self()); // it ended by itself at the last moment
        }
    }

    /// The node ends, and the process still has its place: whatever has not been told of its death
    /// is told by this thread, which is not the process's.
    final void declareDead() {
        Unfinished left = unfinished;
        if (left instanceof Ties ties && takesUp(left)) {
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

    /// Its end has begun: has its ports told what they do not know, and its death announced if they
    /// are closed. What an Error ends is done later, by another thread.
    final void attendTo(Ports ports) {
        boolean done = false;
        try {
            done = ports.attend();
        } finally {
            if (!done && unfinished == null) {
                unfinished = Unfinished.Wake.PORTS;
                node.anyUnfinished = true;
            }
        }
    }

    /// The last of its ports is closed after its end had been decided: now it may be dead.
    final void portsAreClosed(ExitReason reason) {
        if (hasThread()) {
            dieBesideThread(reason);
        } else {
            die(reason);
        }
    }

    /// It owns a port from now on. By its own thread.
    final void open(Port port) {
        Ports ports = ports();
        if (ports == null) {
            ports = new Ports(self());
            if (!addRegistration(ports)) { // declared dead a moment ago, beside this thread
                ports.close(endReason());
            }
        }
        ports.add(port);
    }

    // ---- its end is announced

    /// Announces the death, once. False if it had been announced before.
    ///
    /// While it owns open ports it is not announced, but will be when they are closed.
    final boolean die(ExitReason reason) {
        node.awaitMarks();
        Thread own = thread;
        ProcessBody work;
        Ties ties = null;
        Ports ports;
        synchronized (lock()) {
            work = body;
            if (isDead()) {
                return false;
            }
            ports = ports();
            if (ports == null) {
                ties = severed(reason);
            } else if (own == Thread.currentThread()) {
                thread = null; // before the last port is closed, which looks at it
            }
        }
        if (ports != null) {
            if (ports.close(reason)) {
                return true;
            }
            ExitReason first = ports.ending(reason);
            synchronized (lock()) {
                work = body;
                ties = severed(first);
            }
        }
        if (ties == null) {
            return false;
        }
        if (own == null) {
            codeIsOver(); // without a thread it has none
        }
        boolean done = false;
        try {
            node.events().exited(self(), work, ties.reason(), killer(work));
            if (work != null) {
                work.died(self());
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
    final void tell(Ties ties) {
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
            node.names().ownerDied(registered, self());
        }
        ties.forEachRegistration(each -> foreign(() -> each.ownerDied(reason)));
        if (isCounted()) {
            node.noLongerCounts(self());
            announced = UNCOUNTED; // without a call: an Error must not come between
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
        node.forget(self()); // last: the node is not at rest until all have been told
    }

    /// Calls code that may be foreign in the middle of a death.
    private void foreign(Runnable code) {
        Throwable problem = Guard.problemOf(code);
        if (problem != null) {
            node.emitLater(new Event.CodeFailed(deathTold(), problem));
        }
    }

    /// What fails if foreign code fails in the middle of a death.
    final String deathTold() {
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
    public final boolean isAlive() {
        return !isDead() && !isDoomed();
    }

    @Override
    final ExitReason endReason() {
        Doom killed = doom();
        return killed == null ? ExitReason.KILLED : killed.reason;
    }

    /// None of its code runs or will run.
    final void codeIsOver() {
        Doom killed = doom();
        if (killed != null) {
            killed.codeIsOver();
        }
    }

    @Override
    void rehearseAnError() {
        super.rehearseAnError();
        unfinished = Unfinished.Wake.DIE;
        unfinished = Unfinished.Wake.PORTS;
        unfinished = Unfinished.Wake.KILL;
        unfinished = null;
        byte before = announced;
        announced = UNCOUNTED;
        announced = before;
        node.anyUnfinished = true;
    }

    // ---- exit signals

    final boolean trapsExit() {
        return trapExit;
    }

    final void trapExit(boolean on) {
        trapExit = on;
    }

    /// An exit signal from another process, or from itself.
    final void exitSignal(ProcessCell from, ExitReason reason) {
        if (reason.equals(ExitReason.KILL)) {
            kill(ExitReason.KILLED, from);
        } else if (trapExit) {
            enqueue(new Signal.Letter(new Exit(from, reason)));
        } else if (!reason.equals(ExitReason.NORMAL) || from == this) {
            kill(reason, from);
        }
    }

    @Override
    final boolean endsWith(Pid from, ExitReason reason) {
        if (trapExit) {
            ProcessBody work = body;
            if (work != null && work.readsMessages()) {
                enqueue(new Signal.Letter(new Exit(from, reason)));
            }
            return false;
        }
        return !reason.equals(ExitReason.NORMAL) && condemn(reason, (ProcessCell) from);
    }

    @Override
    final void announce() {
        dieCondemned();
    }

    final ProcessStatus status() {
        if (isDead()) {
            return node.isLingering(self()) ? ProcessStatus.LINGERING : ProcessStatus.DEAD;
        }
        if (isDoomed()) {
            return ProcessStatus.EXITING;
        }
        return isQuiet() ? ProcessStatus.WAITING : ProcessStatus.RUNNING;
    }
}
