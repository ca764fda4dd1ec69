package dev.jobber.shell.session;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ExitWatch;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.StartOptions;
import dev.jobber.shell.session.ShellServer.Flushed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// A shell as a process among others, as in IEx: it has a pid, a mailbox, links and monitors, and
/// traps exits. It starts when it is first asked for. If it ends, another one is started at once,
/// and the user is told.
public final class ShellProcess implements AutoCloseable {
    /// How many messages it keeps; of more, the oldest are dropped.
    static final int MOST = 10_000;

    private final Node node;
    private final Consumer<String> tell;

    // Guarded by this.
    private Optional<Pid> current = Optional.empty();
    private Optional<ExitWatch> watch = Optional.empty();
    private boolean closed;

    /// @param tell takes a sentence for the user
    ShellProcess(Node node, Consumer<String> tell) {
        this.node = node;
        this.tell = tell;
    }

    /// A message that has come.
    ///
    /// @param time when
    public record Heard(Instant time, Object message) {}

    /// Its pid. Starts it, if it does not run.
    public synchronized Pid pid() {
        Optional<Pid> alive = current.filter(Pid::isAlive);
        return alive.orElseGet(() -> start(""));
    }

    /// @param reason why the one before has ended, in words that follow `has ended`
    private Pid start(String reason) {
        Pid pid = node.start(new ShellServer(node.clock()), StartOptions.NONE).pidOrExit();
        watch = ExitWatch.on(pid, new Again());
        current.ifPresent(before ->
                tell.accept(
                        "the shell's process "
                                + before
                                + " has ended"
                                + reason
                                + "; it is "
                                + pid
                                + " now, without the messages, links and monitors"));
        current = Optional.of(pid);
        return pid;
    }

    /// Starts another one when one has ended.
    private final class Again implements ExitWatch.Listener {
        @Override
        public void exited(Pid pid, ExitReason reason) {
            synchronized (ShellProcess.this) {
                if (closed || !current.equals(Optional.of(pid))) {
                    return;
                }
                try {
                    start(" with " + reason);
                } catch (IllegalStateException nodeIsClosed) {
                    closed = true;
                }
            }
        }

        @Override
        public void told(Pid pid) {}
    }

    /// Monitors a process on its behalf.
    public MonitorRef monitor(Pid target) {
        return GenServer.call(pid(), new ShellServer.Monitor(target));
    }

    /// Removes its monitors.
    ///
    /// @param target the process that is monitored, or the reference of one monitor, as they are
    ///   printed; all monitors if there is none
    /// @return how many were removed
    public int demonitor(Optional<String> target) {
        return GenServer.call(pid(), new ShellServer.Demonitor(target));
    }

    /// Links it and a process.
    public void link(Pid target) {
        var _ = GenServer.call(pid(), new ShellServer.Link(target));
    }

    /// Removes the link between it and a process.
    public void unlink(Pid target) {
        var _ = GenServer.call(pid(), new ShellServer.Unlink(target));
    }

    /// Takes its messages, oldest first, and forgets them.
    ///
    /// @param dropped is told how many came before them, if they were too many to be kept
    public List<Heard> flush(LongConsumer dropped) {
        Flushed flushed = GenServer.call(pid(), new ShellServer.Flush());
        if (flushed.dropped() > 0) {
            dropped.accept(flushed.dropped());
        }
        return flushed.messages();
    }

    /// Ends it with its session, and does not wait.
    @Override
    public synchronized void close() {
        closed = true;
        watch.ifPresent(ExitWatch::cancel);
        current.ifPresent(pid -> GenServer.cast(pid, ShellServer.Command.END));
    }
}
