package dev.jobber.otp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What lies in a mailbox: a link of the list that the mailbox is.
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
    /// Null where it is in no mailbox any more, or the oldest of a stack.
    @Nullable Signal next;

    /// What a process that is no [GenServer] finds when it receives this; null if it is nothing to
    /// be received.
    abstract @Nullable Object asMessage();

    /// Called when no process will handle this signal any more, for this reason. A call tells its
    /// caller; other signals do nothing.
    void refuse(ExitReason reason) {}

    /// A mark that stands for a state of the mailbox instead of for something in it.
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

    /// Nothing to receive: makes a process look up, to find that it has been killed.
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

    /// Where the mailbox ended once. Nothing to receive.
    static final class Place extends Signal {
        /// The place that stands for this one, too, once this one is out; null if there is none.
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

    /// The time a server wanted to wait is over. Counts only if nothing else came in between.
    static final class IdleTimeout extends Signal {
        @Override
        @Nullable Object asMessage() {
            return null;
        }
    }

    /// [GenServer#stop]: end with this reason when you come to it. Waiting for the end is a
    /// [ExitWatcher]'s business.
    static final class Stop extends Signal implements Sys.Terminate {
        private final @Nullable ProcessCell from;
        private final ExitReason reason;

        /// The server has come to it. Written by the server, read by the process that waits once it
        /// has been told of the end.
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
