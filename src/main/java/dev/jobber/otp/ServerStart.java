package dev.jobber.otp;

import java.util.Optional;
import java.util.concurrent.CancellationException;

/// How a server process starts: first it takes its name, then init runs, then the starter gets the
/// answer.
final class ServerStart {
    /// How many inits may run one inside the other on one thread. The next has a thread of its own,
    /// so a chain of starts of any length finds the stack it needs.
    private static final int DEEPEST = 16;

    private ServerStart() {}

    /// Starts and waits for init. With a parent the new process is linked to it, and the parent
    /// runs this; the init then runs on the parent's thread, if it may.
    static StartResult start(
            Node node,
            Optional<ProcessCell> parent,
            ServerLoop<?, ?, ?> loop,
            StartOptions options) {
        Refused.ifNull(options, "start options");
        int depth =
                options.initMayRunOnTheStartersThread()
                        ? parent.map(ServerStart::depth).orElse(0)
                        : 0;
        boolean inline = depth > 0 && depth <= DEEPEST;
        var start = new Start(inline ? depth : 1);
        loop.startedFor(start, options.name());
        var cell = new ProcessCell(node, parent.orElse(null), loop);
        Optional<Pid> holder = takeName(node, cell, options);
        if (holder.isPresent()) {
            return StartResult.failed(new ExitReason.AlreadyStarted(holder.get()));
        }
        cell.addWatcher(start);
        parent.ifPresent(it -> it.link(cell));
        if (inline) {
            ProcessCell caller = parent.orElseThrow();
            cell.enter();
            caller.waitsFor(start);
            try {
                cell.runInline(loop);
            } finally {
                caller.waitsFor(null);
            }
        } else {
            cell.begin();
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

    /// How many inits would run one inside the other on the thread of this process, which runs
    /// this.
    private static int depth(ProcessCell starter) {
        return 1 + (starter.body() instanceof InlineStart starting ? starting.depth() : 0);
    }

    /// The process that has the name already, if one has.
    private static Optional<Pid> takeName(Node node, ProcessCell cell, StartOptions options) {
        if (options.name().isEmpty()) {
            return Optional.empty();
        }
        return switch (options.name().get()) {
            case StartOptions.StartName.Local(var local) -> node.register(local, cell);
            case StartOptions.StartName.InRegistry(var via) -> {
                Optional<Pid> holder = via.registry().registerName(cell, via);
                if (holder.isEmpty()) {
                    cell.named(via);
                }
                yield holder;
            }
        };
    }
}
