package dev.jobber.otp;

import java.time.Duration;
import java.util.Optional;

/// How to start a process: under which name, how long its init may take, and on which thread it
/// runs.
///
/// **Which thread runs init.** A process that starts another with `startLink` and no time limit
/// would only wait meanwhile, so its thread runs the init of the new one. What a thread carries is
/// shared then: a [ThreadLocal] that the starter has set is seen in init, and one that init sets is
/// seen by the starter and by the next child that it starts; a [ScopedValue] of the starter is
/// bound in init. After init a process has other threads, one for each time that it has something
/// to do. So keep what belongs to the process in the state of its server. If an init sets
/// thread-locals (a logging context, a security context, a transaction), let it remove them before
/// it returns, or start the process [#withOwnThread()]. When more than 16 inits are nested, the
/// next one has a thread of its own, so that no stack overflows.
///
/// @param name what it is registered as before its init runs; empty for none
/// @param timeout how long init may take, [Process#INFINITY] by default; past it the process is
///   killed and the start fails with `:timeout`
/// @param ownThread whether init has a thread of its own, which carries nothing of the starter's;
///   not by default. With a time limit it always has one
/// @param mailbox how many messages may wait; empty, the default, for any number
public record StartOptions(
        Optional<StartName> name,
        Duration timeout,
        boolean ownThread,
        Optional<MailboxLimit> mailbox) {
    public StartOptions {
        Refused.ifNull(name, "a name");
        Refused.ifNull(timeout, "a timeout");
        Refused.ifNull(mailbox, "a limit");
    }

    /// A name a process can be started under.
    public sealed interface StartName {
        /// A name in the node's own table.
        record Local(String name) implements StartName {
            public Local {
                Refused.ifNull(name, "a name");
            }

            @Override
            public String toString() {
                return name;
            }
        }

        /// A name kept in a [Registry].
        record InRegistry(Via via) implements StartName {
            @Override
            public String toString() {
                return via.toString();
            }
        }
    }

    /// No name and no time limit.
    public static final StartOptions NONE =
            new StartOptions(Optional.empty(), Process.INFINITY, false, Optional.empty());

    /// Registered under a name in the node's table.
    public static StartOptions named(String name) {
        return named(new StartName.Local(name));
    }

    /// Registered in a [Registry].
    public static StartOptions named(Via via) {
        return named(new StartName.InRegistry(via));
    }

    private static StartOptions named(StartName name) {
        return new StartOptions(Optional.of(name), NONE.timeout, NONE.ownThread, NONE.mailbox);
    }

    /// The same with a time limit for init.
    public StartOptions withTimeout(Duration limit) {
        return new StartOptions(name, limit, ownThread, mailbox);
    }

    /// The same with a thread of its own for init. So init sees no thread-local and no scoped value
    /// of the starter, and the starter sees none of init. The start costs about three times as
    /// much.
    public StartOptions withOwnThread() {
        return new StartOptions(name, timeout, true, mailbox);
    }

    /// The same with a limit for the messages that wait in the mailbox, so that a process that
    /// casts fast cannot fill the heap.
    ///
    /// It limits messages that others send by [GenServer#cast], [Process#send] and
    /// [GenServer#sendRequest]. Calls, exit signals, monitors, timers, requests of [Sys] and
    /// messages of the server to itself are always taken. When several processes send at the same
    /// moment, one more message for each of them may come in. While the server works, it may be a
    /// little late to give out a quarter of the room.
    ///
    /// @param messages how many may wait, one or more
    /// @param whenFull whether one more is refused, or its sender is held
    public StartOptions withMaxMailbox(int messages, MailboxLimit.WhenFull whenFull) {
        return new StartOptions(
                name, timeout, ownThread, Optional.of(new MailboxLimit(messages, whenFull)));
    }

    boolean initMayRunOnTheStartersThread() {
        return !ownThread && timeout.equals(Process.INFINITY);
    }
}
