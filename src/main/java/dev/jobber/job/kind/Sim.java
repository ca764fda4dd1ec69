package dev.jobber.job.kind;

import dev.jobber.job.Outcome;
import dev.jobber.job.Work;
import dev.jobber.job.policy.DurationText;
import dev.jobber.otp.Process;
import java.time.Duration;
import java.util.Optional;

/// Work that only pretends: it sleeps, and then ends as it was told to.
///
/// @param sleep how long it takes, on the clock of the node
/// @param ending how it ends
/// @param failTimes how many attempts of a job return an error first, counted over its restarts
public record Sim(Duration sleep, Ending ending, int failTimes) implements Kind, Work {
    /// How it ends.
    public sealed interface Ending {
        /// It returns ok, with a value or without.
        record Ok(Optional<String> value) implements Ending {}

        /// It returns an error, with a reason or without.
        record Error(Optional<String> reason) implements Ending {}

        /// It throws a [RuntimeException] with this message.
        record Raise(String message) implements Ending {}
    }

    public Sim {
        if (sleep.isNegative()) {
            throw new IllegalArgumentException(
                    "expected a sleep that is not negative, got: " + sleep);
        }
        if (failTimes < 0) {
            throw new IllegalArgumentException(
                    "expected to fail 0 times or more, got: " + failTimes);
        }
    }

    /// Returns ok after a while.
    public static Sim ok(Duration sleep) {
        return new Sim(sleep, new Ending.Ok(Optional.empty()), 0);
    }

    /// Returns an error after a while.
    public static Sim error(Duration sleep) {
        return new Sim(sleep, new Ending.Error(Optional.empty()), 0);
    }

    /// Throws after a while.
    public static Sim raise(Duration sleep, String message) {
        return new Sim(sleep, new Ending.Raise(message), 0);
    }

    /// The same, taking another time.
    public Sim withSleep(Duration time) {
        return new Sim(time, ending, failTimes);
    }

    /// The same work, which returns an error this number of times first.
    public Sim withFailTimes(int times) {
        return new Sim(sleep, ending, times);
    }

    @Override
    public String word() {
        return "sim";
    }

    @Override
    public Object perform(Attempt attempt) {
        Process.sleep(sleep);
        if (attempt.number() <= failTimes) {
            return Outcome.error();
        }
        return switch (ending) {
            case Ending.Ok(var value) -> new Outcome.Ok(value.map(it -> it));
            case Ending.Error(var reason) -> new Outcome.Error(reason);
            case Ending.Raise(String message) -> throw new RuntimeException(message);
        };
    }

    /// What a line of the shell says of it: `#Work<sim --sleep 5s --raise Boom!>`
    @Override
    public String toString() {
        return "#Work<"
                + word()
                + (sleep.isZero() ? "" : " --sleep " + DurationText.format(sleep))
                + switch (ending) {
                    case Ending.Ok(var value) -> " --ok" + value.map(Sim::word).orElse("");
                    case Ending.Error(var reason) -> " --error" + reason.map(Sim::word).orElse("");
                    case Ending.Raise(String message) -> " --raise" + word(message);
                }
                + (failTimes == 0 ? "" : " --fail-times " + failTimes)
                + ">";
    }

    private static String word(String text) {
        return text.matches("[\\w.!?,:/@+-]+") ? " " + text : " '" + text + "'";
    }
}
