package dev.jobber.otp;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The start of a server, which a thread waits for: the process takes its name, init runs, and the
/// starter gets the result. It is done when init has succeeded, or when the process that failed is
/// gone and its name is free.
final class ServerStart extends ExitWatcher implements Awaitable {
    /// How many inits may run one inside the other on one thread. The next has a thread of its own,
    /// so a chain of starts of any length finds the stack it needs.
    private static final int DEEPEST = 16;

    private final Thread starter = Thread.currentThread();

    /// The name that the server is started under.
    private final Optional<StartOptions.StartName> name;

    /// How many inits run one inside the other on the thread that runs this one.
    private final int depth;

    /// Tells that the process, which will not live, has given back the name that it had in a
    /// registry; null if it had none.
    private @Nullable Runnable nameGivenBack;

    /// The result that the starter gets when a process that will not live is gone.
    private @Nullable StartResult lastWord;

    private volatile @Nullable StartResult result;

    /// The process that is started.
    private @Nullable ProcessCell cell;

    /// The one before it among the [Stillborn].
    @Nullable ServerStart older;

    private ServerStart(Optional<StartOptions.StartName> name, int depth) {
        this.name = name;
        this.depth = depth;
    }

    /// Starts a server and waits for its init. With a parent the new process is linked to it, and
    /// the parent is the calling process; then init runs on the parent's thread, if it may.
    static StartResult start(
            Node node,
            Optional<ProcessCell> parent,
            ServerLoop<?, ?, ?> loop,
            StartOptions options) {
        Refused.ifNull(options, "start options");
        int depth =
                options.initMayRunOnTheStartersThread()
                        ? parent.map(ServerStart::depthUnder).orElse(0)
                        : 0;
        boolean inline = depth > 0 && depth <= DEEPEST;
        var start = new ServerStart(options.name(), inline ? depth : 1);
        loop.startedFor(start);
        ProcessCell cell =
                options.mailbox().isEmpty()
                        ? new ProcessCell(node, parent.orElse(null), loop)
                        : new BoundedCell(node, parent.orElse(null), loop, options.mailbox().get());
        start.cell = cell;
        Optional<Pid> holder;
        try {
            holder = takeName(node, cell, options);
            if (holder.isEmpty()) {
                start.begin(cell, parent, inline ? loop : null);
            }
        } catch (VirtualMachineError tooLittle) { // no calls here: there may be no stack for one
            if (start.result == null && cell.thread == ProcessThread.STARTING) {
                Stillborn all = node.stillborn;
                synchronized (all) {
                    start.older = all.newest;
                    all.newest = start;
                }
                node.anyUnfinished = true;
            }
            throw tooLittle;
        }
        if (holder.isPresent()) {
            return StartResult.failed(new ExitReason.AlreadyStarted(holder.get()));
        }
        try {
            if (!Waiter.await(start, node, options.timeout())) {
                parent.ifPresent(it -> it.unlink(cell));
                cell.kill(ExitReason.KILLED);
                Waiter.await(start, node, Process.INFINITY);
                if (!(start.result().orElseThrow() instanceof StartResult.Started)) {
                    return StartResult.failed(ExitReason.TIMEOUT);
                }
            }
            return start.result().orElseThrow();
        } catch (CancellationException interrupted) {
            cell.kill(ExitReason.KILLED); // the caller will never know of it
            throw interrupted;
        } finally {
            cell.removeWatcher(start); // however the wait ended: the starter may have been killed
        }
    }

    /// @param inline what runs on the parent's thread; null if the process has its own
    private void begin(
            ProcessCell cell, Optional<ProcessCell> parent, @Nullable ServerLoop<?, ?, ?> inline) {
        if (name.orElse(null) instanceof StartOptions.StartName.InRegistry(var taken)) {
            nameGivenBack = () -> taken.registry().startFailed(taken, cell);
        }
        cell.addWatcher(this);
        parent.ifPresent(it -> it.link(cell));
        if (inline == null) {
            cell.begin();
            return;
        }
        ProcessCell caller = parent.orElseThrow();
        cell.enter();
        caller.waitsFor(this);
        try {
            cell.runInline(inline, caller);
        } finally {
            caller.waitsNoMore();
        }
    }

    /// An Error has ended the start before any code of the process ran: the process dies, whether
    /// it has come into the table or not, and what it has taken is free. On a thread of its own.
    void abandon() {
        ProcessCell stillborn = cell;
        if (stillborn != null) {
            stillborn.kill(ExitReason.KILLED);
            stillborn.run();
        }
    }

    /// Does once what is done after an Error; see [Mailbox#rehearseAnError].
    static void rehearseAnError(Node node) {
        var start = new ServerStart(Optional.empty(), 1);
        if (start.result == null && node.outside().thread == ProcessThread.STARTING) {
            Stillborn all = node.stillborn;
            synchronized (all) {
                start.older = all.newest;
                all.newest = start;
                all.newest = null;
            }
            node.anyUnfinished = true;
        }
    }

    /// How many inits would run one inside the other on the thread of this process, which is the
    /// calling one.
    private static int depthUnder(ProcessCell starter) {
        return 1
                + (starter.body() instanceof ProcessBody.InlineStart starting
                        ? starting.depth()
                        : 0);
    }

    /// The process that has the name already, if one has.
    private static Optional<Pid> takeName(Node node, ProcessCell cell, StartOptions options) {
        if (options.name().isEmpty()) {
            return Optional.empty();
        }
        return switch (options.name().get()) {
            case StartOptions.StartName.Local(var local) -> node.names().register(local, cell);
            case StartOptions.StartName.InRegistry(var via) -> {
                Optional<Pid> holder = via.registry().registerName(cell, via);
                if (holder.isEmpty()) {
                    cell.named(via);
                }
                yield holder;
            }
        };
    }

    // ---- called by the process that starts

    int depth() {
        return depth;
    }

    Optional<StartOptions.StartName> name() {
        return name;
    }

    /// init succeeded.
    void succeeded(Pid pid) {
        result = StartResult.started(pid);
        LockSupport.unpark(starter);
    }

    /// init decided that the process must not live. The starter gets this result when the process
    /// is gone.
    void fails(StartResult reply) {
        lastWord = reply;
    }

    @Override
    void targetDied(ExitReason reason) {
        if (result == null) {
            if (nameGivenBack != null) {
                nameGivenBack.run();
            }
            StartResult word = lastWord;
            result = word == null ? StartResult.failed(reason) : word;
        }
        LockSupport.unpark(starter); // once more, too: an Error may have come before
    }

    // ---- called by the starter

    @Override
    public boolean isDone() {
        return result != null;
    }

    private Optional<StartResult> result() {
        return Optional.ofNullable(result);
    }

    @Override
    public String toString() {
        return "the init of a server";
    }
}
