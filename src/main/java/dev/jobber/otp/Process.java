package dev.jobber.otp;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// A process, and what it can do: Erlang's process functions, under Elixir's names. A process is
/// code with a mailbox of its own. It shares no state with others; they send it messages.
///
/// ```
///   send ──►┌─────────┐   link    ┌───────┐
///   send ──►│ mailbox │◄─────────►│ other │   if one crashes, the other ends with it
///           │ receive │  monitor  ├───────┤
///           └─────────┘──────────►│ other │   when it ends, a Down message tells of it
///                                 └───────┘
/// ```
///
/// ```java
/// record Twice(int n, Pid from) {}
/// ```
///
/// ```java
/// Process.Monitored doubler =
///         Process.spawnMonitor(() -> {
///             if (Process.receive() instanceof Twice(int n, Pid from)) {
///                 Process.send(from, 2 * n);
///             }
///         });
/// Process.send(doubler.pid(), new Twice(21, Process.self()));
/// Object answer = Process.receive(); // 42
/// var down = (Down) Process.receive(); // it has ended, and down.reason() says why
/// ```
///
/// **When to use it.** Spawn a process yourself where code receives in an order of its own. For a
/// state there is [GenServer], for one value [Task], and each of them uses the functions here in
/// its callbacks. Processes that live long belong under a [Supervisor].
///
/// **What it costs.** Less than a microsecond from spawn to end; a message, some ten nanoseconds. A
/// process that waits in the middle of its code keeps the stack of a virtual thread, some
/// kilobytes; an idle [GenServer] has no thread.
///
/// Most methods work on the calling process and throw [IllegalStateException] on a thread that is
/// no process. A method that any thread may call says so. A process that was killed ends at its
/// next call of one of these methods.
public final class Process {
    /// `:infinity`: no limit to a wait.
    public static final Duration INFINITY = Duration.ofSeconds(Long.MAX_VALUE);

    private Process() {}

    /// A process and the monitor on it.
    public record Monitored(Pid pid, MonitorRef ref) {}

    /// The calling process.
    public static Pid self() {
        return ProcessCell.current();
    }

    /// The calling process; empty on a thread that is no process.
    public static Optional<Pid> current() {
        return Optional.ofNullable(ProcessCell.currentOrNull());
    }

    // ---- spawning

    /// Starts a process without a link, as `spawn/1`.
    public static Pid spawn(ProcessCode code) {
        var self = ProcessCell.current();
        var child = new ProcessCell(self.node, self, new BareProcess(code));
        child.begin();
        return child;
    }

    /// Starts a process linked to the caller, as `spawn_link/1`.
    public static Pid spawnLink(ProcessCode code) {
        var self = ProcessCell.current();
        var child = new ProcessCell(self.node, self, new BareProcess(code));
        self.link(child);
        child.begin();
        return child;
    }

    /// Starts a process monitored by the caller, as `spawn_monitor/1`.
    public static Monitored spawnMonitor(ProcessCode code) {
        var self = ProcessCell.current();
        var child = new ProcessCell(self.node, self, new BareProcess(code));
        var ref = MonitorRef.watch(self, child);
        child.begin();
        return new Monitored(child, ref);
    }

    // ---- messages

    /// Sends a message and does not wait. A message to a dead process, or by an alias that is not
    /// active any more, is dropped. Throws [IllegalArgumentException] if no process has the name,
    /// and for a [Via]: use [Registry#send]. May be called by any thread.
    public static void send(Dest dest, Object message) {
        Refused.ifNull(dest, "a destination");
        Refused.ifNoValue(message, "a message");
        if (dest instanceof ProcessCell cell) {
            send(cell, message);
        } else {
            sendElsewhere(dest, message);
        }
    }

    private static void send(ProcessCell cell, Object message) {
        cell.node.gate().pausePoint();
        ProcessCell.refuseTheDead();
        cell.admit();
        cell.enqueue(new Signal.Letter(message));
    }

    private static void sendElsewhere(Dest dest, Object message) {
        if (dest instanceof Via) {
            throw new IllegalArgumentException(
                    "expected a process or a registered name, got: "
                            + dest
                            + "; use Registry.send");
        }
        if (dest instanceof Alias alias) {
            alias.owner().node.gate().pausePoint();
            ProcessCell.refuseTheDead();
            alias.deliver(message);
            return;
        }
        var cell = Destinations.behind(dest);
        if (cell == null) {
            throw new IllegalArgumentException(
                    "expected a live process or a registered name, got: " + Inspect.text(dest));
        }
        send(cell, message);
    }

    /// The next message; waits for it.
    public static Object receive() {
        return receive(message -> true);
    }

    /// The first message that matches; the others stay. Waits for it.
    public static Object receive(Predicate<Object> wanted) {
        return receive(wanted, INFINITY).orElseThrow();
    }

    /// The first message that matches; the others stay. Waits at most for the timeout. With a
    /// timeout of zero it does not wait.
    public static Optional<Object> receive(Predicate<Object> wanted, Duration timeout) {
        Refused.ifNull(wanted, "a predicate");
        Refused.ifNull(timeout, "a timeout");
        return SelectiveReceive.receive(ProcessCell.current(), wanted, timeout);
    }

    /// Waits for time to pass, on the node's clock. On a thread that is no process use
    /// [Thread#sleep].
    public static void sleep(Duration time) {
        var self = ProcessCell.current();
        Waiter.sleep(self.node, Refused.ifNull(time, "a time"));
    }

    // ---- links, monitors, exits

    /// Links the calling process and another: when one ends, the other gets an exit signal, as
    /// `Process.link/1`.
    ///
    /// If the other process is dead, a calling process that traps exits gets the message `{:EXIT,
    /// pid, :noproc}`; any other calling process gets a [NoSuchProcessException].
    public static void link(Pid pid) {
        var self = ProcessCell.current();
        if (!self.link((ProcessCell) Refused.ifNull(pid, "a process"))) {
            if (self.trapsExit()) {
                self.enqueue(new Signal.Letter(new Exit(pid, ExitReason.NOPROC)));
            } else {
                throw new NoSuchProcessException(pid);
            }
        }
    }

    /// Removes the link between the two processes, as `Process.unlink/1`. Does nothing if there is
    /// no link.
    public static void unlink(Pid pid) {
        ProcessCell.current().unlink((ProcessCell) Refused.ifNull(pid, "a process"));
    }

    /// Monitors a process: when it ends, the caller gets a [Down] message, as `Process.monitor/1`.
    /// If there is no such process, the message comes at once, with `:noproc`.
    public static MonitorRef monitor(Dest target) {
        return MonitorRef.watch(ProcessCell.current(), Refused.ifNull(target, "a target"));
    }

    /// Removes a monitor of the calling process, as `Process.demonitor(ref, [:info])`.
    ///
    /// True if the monitor was active; then its [Down] has not come and will not come. False if the
    /// [Down] has come, and it stays in the mailbox; if the monitor had been removed before; if it
    /// is the monitor of another process, and that monitor stays; or if the process monitored
    /// itself, for which no message ever comes.
    public static boolean demonitor(MonitorRef ref) {
        return Refused.ifNull(ref, "a monitor").owner() == ProcessCell.current()
                && ref.demonitor(false);
    }

    /// [#demonitor], which also removes a [Down] that has come from the mailbox, as
    /// `Process.demonitor(ref, [:flush, :info])`.
    public static boolean demonitorAndFlush(MonitorRef ref) {
        return Refused.ifNull(ref, "a monitor").owner() == ProcessCell.current()
                && ref.demonitor(true);
    }

    /// Sends an exit signal, as `Process.exit/2`. Does not wait for the end; may be called by any
    /// thread.
    ///
    /// A process that traps exits gets an [Exit] message instead; [ExitReason#KILL] cannot be
    /// trapped, and its victim ends `:killed`; `:normal` is ignored unless a process sends it to
    /// itself.
    public static void exit(Pid pid, ExitReason reason) {
        Refused.ifNull(reason, "a reason");
        var target = (ProcessCell) Refused.ifNull(pid, "a process");
        var self = ProcessCell.currentOrNull();
        if (self != null) {
            self.checkDoom();
        }
        target.exitSignal(self == null ? target.node.outside() : self, reason);
        if (target == self) {
            self.checkDoom();
        }
    }

    /// Ends the calling process by an exception that carries the reason, as `exit/1`.
    public static ExitException exit(ExitReason reason) {
        throw new ExitException(reason);
    }

    /// Sets whether exit signals come as [Exit] messages. Returns the former value, as
    /// `Process.flag(:trap_exit, …)`.
    public static boolean trapExit(boolean on) {
        var self = ProcessCell.current();
        boolean before = self.trapsExit();
        self.trapExit(on);
        return before;
    }

    // ---- aliases

    /// Makes another address of the calling process, as `erlang:alias/0`. Messages to it reach the
    /// process until [#unalias]. So an answer that the process does not wait for any more does not
    /// come.
    public static Alias alias() {
        return new Alias(ProcessCell.current(), false);
    }

    /// The same for one message, as `erlang:alias([reply])`: the first message ends the alias.
    public static Alias replyAlias() {
        return new Alias(ProcessCell.current(), true);
    }

    /// Ends an alias of the calling process, as `erlang:unalias/1`: no more messages come by it.
    /// False if it had ended before. The alias of another process stays, and this returns false.
    public static boolean unalias(Alias alias) {
        return Refused.ifNull(alias, "an alias").owner() == ProcessCell.current() && alias.end();
    }

    // ---- time

    /// Sends a message after a delay, as `Process.send_after/3`. Never early. Messages that are due
    /// together are sent in the order of the calls. A name is looked up when the delay is over; if
    /// no process has it then, the message is dropped.
    public static TimerRef sendAfter(Dest dest, Object message, Duration delay) {
        Refused.ifNull(dest, "a destination");
        Refused.ifNoValue(message, "a message");
        if (Refused.ifNull(delay, "a delay").isNegative()) {
            throw new IllegalArgumentException(
                    "expected a delay that is not negative, got: " + delay);
        }
        return TimerRef.start(ProcessCell.current().node, dest, message, delay);
    }

    /// Sends a message again and again, as `timer:send_interval/3`. The first is due after one
    /// interval, and each further one an interval after the one before was due. It ends when it is
    /// cancelled or when its process ends.
    ///
    /// @param interval the time between two messages, more than zero
    public static TimerRef sendInterval(Dest dest, Object message, Duration interval) {
        Refused.ifNull(dest, "a destination");
        Refused.ifNoValue(message, "a message");
        if (!Refused.ifNull(interval, "an interval").isPositive()) {
            throw new IllegalArgumentException(
                    "expected an interval that is longer than nothing, got: " + interval);
        }
        return TimerRef.start(
                ProcessCell.current().node, dest, new TimerRef.Every(message, interval), interval);
    }

    /// Sends an exit signal after a delay, as `timer:exit_after/3`: what [#exit(Pid, ExitReason)]
    /// does, later. Never early. Nothing happens if the process has ended by then.
    public static TimerRef exitAfter(Pid pid, ExitReason reason, Duration delay) {
        Refused.ifNull(pid, "a process");
        Refused.ifNull(reason, "a reason");
        if (Refused.ifNull(delay, "a delay").isNegative()) {
            throw new IllegalArgumentException(
                    "expected a delay that is not negative, got: " + delay);
        }
        var self = ProcessCell.current();
        return TimerRef.start(self.node, (ProcessCell) pid, new TimerRef.Exit(self, reason), delay);
    }

    /// The calling process owns this port from now on. The process counts as dead only when the
    /// port is closed.
    public static void open(Port port) {
        ProcessCell.current().open(Refused.ifNull(port, "a port"));
    }

    // ---- names

    /// Gives a process a name in its node's table, as `Process.register/2`.
    ///
    /// Throws [IllegalArgumentException] if the process is dead or has a name, or if the name is
    /// taken.
    public static void register(Pid pid, String name) {
        Refused.ifNull(name, "a name");
        ProcessCell.refuseTheDead();
        var cell = (ProcessCell) Refused.ifNull(pid, "a process");
        if (cell.node.names().register(name, cell).isPresent()) {
            throw new IllegalArgumentException(
                    "could not register "
                            + pid
                            + " with name "
                            + Inspect.text(name)
                            + " because it is not alive, the name is already taken, or it has already been given another name");
        }
    }

    /// Removes a name, as `Process.unregister/1`. Throws [IllegalArgumentException] if no process
    /// has it.
    public static void unregister(Name name) {
        ProcessCell.refuseTheDead();
        ProcessCell cell = Refused.ifNull(name, "a name").node().names().holder(name.name());
        if (cell == null) {
            throw new IllegalArgumentException(
                    "expected a registered name, got: " + Inspect.text(name));
        }
        name.node().names().unregister(name.name(), cell);
    }

    /// Sets the label of the calling process, as `Process.set_label/1` of Elixir 1.17: any value.
    /// It is shown in [Node#info], in the tree and in reports of a crash. Unlike a name, a label
    /// need not be unique, and a process is not found by it.
    public static void setLabel(Object label) {
        ProcessCell.current().label(Refused.ifNoValue(label, "a label"));
    }

    /// The process of that name on the caller's node, as `Process.whereis/1`.
    public static Optional<Pid> whereis(String name) {
        return ProcessCell.current().node.whereis(name);
    }

    /// Logs a message that a server does not handle.
    static void unexpected(GenServer<?, ?, ?> server, Object message) {
        var self = ProcessCell.current();
        self.node.emit(
                new Event.UnexpectedMessage(self, server.kind(), registeredNameOrSelf(), message));
    }

    /// The name of the calling process in sentences about its messages: its registered name now, or
    /// else its pid.
    static String registeredNameOrSelf() {
        var self = ProcessCell.current();
        return self.name() instanceof String registered
                ? Inspect.text(registered)
                : self.toString();
    }
}
