package dev.jobber.otp;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The flags and child specifications that supervisors refuse, with the reasons in OTP's terms.
final class ChildSpecCheck {
    private ChildSpecCheck() {}

    /// Why a supervisor cannot have these flags.
    static Optional<ExitReason> problem(Supervisor.Flags flags) {
        return intensity(flags.maxRestarts()).or(() -> period(flags.maxSeconds()));
    }

    /// Why a dynamic supervisor cannot have these flags.
    static Optional<ExitReason> problem(DynamicSupervisor.Flags flags) {
        OptionalInt limit = flags.maxChildren();
        return intensity(flags.maxRestarts())
                .or(() -> period(flags.maxSeconds()))
                .or(() ->
                        limit.isPresent() && limit.getAsInt() < 0
                                ? invalid("invalid_max_children", limit.getAsInt())
                                : Optional.empty());
    }

    private static Optional<ExitReason> intensity(int restarts) {
        return restarts < 0 ? invalid("invalid_intensity", restarts) : Optional.empty();
    }

    private static Optional<ExitReason> period(int seconds) {
        return seconds <= 0 ? invalid("invalid_period", seconds) : Optional.empty();
    }

    /// Why these cannot be the children of one supervisor.
    static Optional<ExitReason> problem(
            List<ChildSpec> specs, Supervisor.AutoShutdown autoShutdown) {
        Set<Object> ids = new HashSet<>();
        for (ChildSpec spec : specs) {
            Optional<ExitReason> problem = problem(spec, autoShutdown);
            if (problem.isPresent()) {
                return problem;
            }
            if (!ids.add(spec.id())) {
                return invalid("duplicate_child_name", spec.id());
            }
        }
        return Optional.empty();
    }

    /// Why a supervisor with this automatic shutdown cannot have such a child.
    static Optional<ExitReason> problem(ChildSpec spec, Supervisor.AutoShutdown autoShutdown) {
        if (spec.significant() && autoShutdown == Supervisor.AutoShutdown.NEVER) {
            return significantWith("auto_shutdown", "never");
        }
        if (spec.significant() && spec.restart() == ChildSpec.Restart.PERMANENT) {
            return significantWith("restart", "permanent");
        }
        return problem(spec.shutdown());
    }

    /// Why no child of a dynamic supervisor can have this shutdown: that of Elixir refuses a time
    /// of zero, which OTP's supervisor takes.
    static Optional<ExitReason> problemUnderDynamicSupervisor(ChildSpec.Shutdown shutdown) {
        return shutdown instanceof ChildSpec.Shutdown.Within(Duration time) && time.isZero()
                ? invalid("invalid_shutdown", time)
                : problem(shutdown);
    }

    /// Why no child can have this shutdown.
    static Optional<ExitReason> problem(ChildSpec.Shutdown shutdown) {
        return shutdown instanceof ChildSpec.Shutdown.Within(Duration time) && time.isNegative()
                ? invalid("invalid_shutdown", time)
                : Optional.empty();
    }

    /// The setting that contradicts another one: `significant: true`.
    private record Setting(String key, Object value) {
        @Override
        public String toString() {
            return key + ": " + Inspect.inspect(value);
        }
    }

    private static Optional<ExitReason> significantWith(String key, String value) {
        return invalid(
                "bad_combination",
                List.of(
                        new Setting(key, ExitReason.word(value)),
                        new Setting("significant", true)));
    }

    private static Optional<ExitReason> invalid(String what, Object value) {
        return Optional.of(new ExitReason.Invalid(what, value));
    }
}
