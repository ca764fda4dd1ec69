package dev.jobber.shell.session;

import dev.jobber.otp.Clock;
import dev.jobber.otp.Down;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import dev.jobber.shell.session.ShellProcess.Heard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What the process of a shell runs: it traps exits, keeps the messages that come to it, and links
/// and monitors what it is asked to.
final class ShellServer
        extends GenServer<ShellServer.State, ShellServer.Query<?>, ShellServer.Command> {
    /// The requests that it answers.
    sealed interface Query<R> extends Request<R> {}

    /// Monitors a process.
    record Monitor(Pid target) implements Query<MonitorRef> {}

    /// Removes its monitors of a process, or all.
    ///
    /// @param target as it was monitored, or the reference of the monitor, as text
    record Demonitor(Optional<String> target) implements Query<Integer> {}

    /// Links itself and a process.
    record Link(Pid target) implements Query<Done> {}

    /// Removes the link between itself and a process.
    record Unlink(Pid target) implements Query<Done> {}

    /// Takes the messages out of it.
    record Flush() implements Query<Flushed> {}

    /// The casts that it takes.
    enum Command {
        /// Its session has ended.
        END
    }

    /// It is done.
    enum Done {
        DONE
    }

    /// The messages that were taken out, oldest first.
    ///
    /// @param dropped how many came before them and were not kept
    record Flushed(List<Heard> messages, long dropped) {}

    /// A monitor of it.
    private record Monitored(Pid target, MonitorRef ref) {
        boolean isNot(String text) {
            return !ref.toString().equals(text) && !target.toString().equals(text);
        }
    }

    /// What it knows. Only the process reads and changes it.
    static final class State {
        private final Deque<Heard> messages = new ArrayDeque<>();
        private final List<Monitored> monitors = new ArrayList<>();
        private long dropped;

        private void hear(Heard message) {
            if (messages.size() == ShellProcess.MOST) {
                messages.removeFirst();
                dropped++;
            }
            messages.addLast(message);
        }

        private Flushed flush() {
            var flushed = new Flushed(List.copyOf(messages), dropped);
            messages.clear();
            dropped = 0;
            return flushed;
        }

        @Override
        public String toString() {
            return "%{messages: " + messages.size() + ", monitors: " + monitors.size() + "}";
        }
    }

    private final Clock clock;

    /// @param clock stamps the messages
    ShellServer(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected InitResult<State> init() {
        Process.trapExit(true);
        return ok(new State());
    }

    @Override
    protected CallResult<State> handleCall(Query<?> query, From from, State state) {
        return switch (query) {
            case Monitor monitor -> {
                MonitorRef ref = Process.monitor(monitor.target());
                state.monitors.add(new Monitored(monitor.target(), ref));
                yield reply(monitor, ref, state);
            }
            case Demonitor demonitor -> {
                List<Monitored> removed =
                        state.monitors.stream()
                                .filter(each -> demonitor.target().filter(each::isNot).isEmpty())
                                .toList();
                state.monitors.removeAll(removed);
                removed.forEach(each -> Process.demonitorAndFlush(each.ref()));
                yield reply(demonitor, removed.size(), state);
            }
            case Link link -> {
                Process.link(link.target());
                yield reply(link, Done.DONE, state);
            }
            case Unlink unlink -> {
                Process.unlink(unlink.target());
                yield reply(unlink, Done.DONE, state);
            }
            case Flush flush -> reply(flush, state.flush(), state);
        };
    }

    @Override
    protected Result<State> handleCast(Command command, State state) {
        return switch (command) {
            case END -> stop(ExitReason.NORMAL, state);
        };
    }

    @Override
    protected Result<State> handleInfo(Object message, State state) {
        if (message instanceof Down down) {
            state.monitors.removeIf(each -> each.ref() == down.ref());
        }
        state.hear(new Heard(clock.instant(), message));
        return noreply(state);
    }
}
