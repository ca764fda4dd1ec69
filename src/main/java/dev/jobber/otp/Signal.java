package dev.jobber.otp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An entry of a mailbox; a mailbox is a linked list of signals.
abstract sealed class Signal
        permits Signal.Mark,
                Signal.Nudge,
                Signal.Leaving,
                Signal.Place,
                Signal.Letter,
                Signal.CastLetter,
                Signal.IdleTimeout,
                Signal.Stop,
                Call {
    /// The next signal; null if this one is in no mailbox any more, or is the oldest of a stack.
    @Nullable Signal next;

    /// The message that a process without a [GenServer] receives; null if this signal is not a
    /// message.
    abstract @Nullable Object asMessage();

    /// Called when no process will handle this signal any more, for this reason. A call tells its
    /// caller; other signals do nothing.
    void refuse(ExitReason reason) {}

    /// A mark that stands for a state of the mailbox. It is not an entry.
    static final class Mark extends Signal {
        private final String name;

        Mark(String name) {
            this.name = name;
        }

        @Override
        @Nullable Object asMessage() {
            return null;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// Wakes a process, so that it sees that it has been killed. It is not a message.
    static final class Nudge extends Signal {
        @Override
        @Nullable Object asMessage() {
            return null;
        }
    }

    /// The process only has to end now. Signals after this one come too late.
    static final class Leaving extends Signal {
        @Override
        @Nullable Object asMessage() {
            return null;
        }
    }

    /// The place where the mailbox ended at some time. It is not a message.
    static final class Place extends Signal {
        /// The place that stands for this one after this one has been taken out; null if there is
        /// none.
        @Nullable Place sameAs;

        @Override
        @Nullable Object asMessage() {
            return null;
        }
    }

    /// A plain message.
    static final class Letter extends Signal {
        final Object body;

        Letter(Object body) {
            this.body = body;
        }

        @Override
        Object asMessage() {
            return body;
        }
    }

    /// How a [GenServer#cast] looks in the mailbox of a process that is no [GenServer]:
    /// `{:"$gen_cast", message}`.
    ///
    /// @param message what was cast
    record Cast(Object message) {
        @Override
        public String toString() {
            return "{:\"$gen_cast\", " + Inspect.inspect(message) + "}";
        }
    }

    /// A message sent with [GenServer#cast].
    static final class CastLetter extends Signal {
        final Object body;

        CastLetter(Object body) {
            this.body = body;
        }

        @Override
        Object asMessage() {
            return new Cast(body);
        }
    }

    /// The idle timeout of a server is over. It counts only if no other signal came in between.
    static final class IdleTimeout extends Signal {
        @Override
        @Nullable Object asMessage() {
            return null;
        }
    }

    /// [GenServer#stop]: the server ends with this reason when it handles this signal. An
    /// [ExitWatcher] waits for the end.
    static final class Stop extends Signal implements Sys.Terminate {
        private final @Nullable ProcessCell from;
        private final ExitReason reason;

        /// Whether the server has handled it. The server writes this; the waiting process reads it
        /// after it has been told of the end.
        private volatile boolean taken;

        Stop(@Nullable ProcessCell from, ExitReason reason) {
            this.from = from;
            this.reason = reason;
        }

        void take() {
            taken = true;
        }

        boolean isTaken() {
            return taken;
        }

        @Override
        public Optional<Pid> pid() {
            return Optional.ofNullable(from);
        }

        @Override
        public ExitReason reason() {
            return reason;
        }

        @Override
        Object asMessage() {
            return this;
        }

        @Override
        public String toString() {
            return "{:system, {"
                    + (from == null ? "nil" : from)
                    + ", #Reference<"
                    + Integer.toHexString(System.identityHashCode(this))
                    + ">}, {:terminate, "
                    + reason
                    + "}}";
        }
    }
}
