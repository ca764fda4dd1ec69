package dev.jobber.otp;

import java.util.Optional;

/// The result of a start: OTP's `{:ok, pid}`, `{:ok, pid, info}`, `:ignore` and `{:error, reason}`.
public sealed interface StartResult {
    /// `{:ok, pid}`, or `{:ok, pid, info}` if the start function had more to say.
    record Started(Pid pid, Optional<Object> info) implements StartResult {
        public Started {
            Refused.ifNull(pid, "a process");
            Refused.ifNull(info, "what there is to say");
        }
    }

    /// `:ignore`: its init chose not to run; there is no process.
    record Ignored() implements StartResult {}

    /// `{:error, reason}`: there is no process.
    record Failed(ExitReason reason) implements StartResult {
        public Failed {
            Refused.ifNull(reason, "a reason");
        }
    }

    /// `{:ok, pid}`
    static StartResult started(Pid pid) {
        return new Started(pid, Optional.empty());
    }

    /// `{:ok, pid, info}`
    static StartResult started(Pid pid, Object info) {
        return new Started(pid, Optional.of(info));
    }

    /// `:ignore`
    static StartResult ignored() {
        return new Ignored();
    }

    /// `{:error, reason}`
    static StartResult failed(ExitReason reason) {
        return new Failed(reason);
    }

    /// The pid, for a start that must succeed. Throws [ExitException] with the reason if it did
    /// not.
    default Pid pidOrExit() {
        return switch (this) {
            case Started started -> started.pid();
            case Ignored() -> throw new ExitException(ExitReason.word("ignore"));
            case Failed(var reason) -> throw new ExitException(reason);
        };
    }
}
