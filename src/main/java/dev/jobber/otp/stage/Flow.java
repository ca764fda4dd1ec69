package dev.jobber.otp.stage;

import dev.jobber.otp.Pid;
import java.util.List;

/// What stages send to one another.
sealed interface Flow {
    /// A consumer wants values.
    record Subscribe(Pid consumer) implements Flow {}

    /// A consumer wants this number of further values.
    record Ask(Pid consumer, int number) implements Flow {}

    /// Values that were asked for.
    record Values(Pid producer, List<?> values) implements Flow {}

    /// Subscribe to this producer.
    record SubscribeTo(dev.jobber.otp.Dest producer, Demand demand) implements Flow {}
}
