package dev.jobber.otp;

import java.util.List;
import java.util.stream.Collectors;

/// The function whose caller exits, with its arguments: `GenServer.call(#PID<0.5.0>, ping, 5000)`.
///
/// @param module `GenServer` or `Task`
/// @param function `call`, `stop`, `await`, …
/// @param arguments what it was called with; a [java.time.Duration] is shown in milliseconds or as
///   `:infinity`
public record Invocation(String module, String function, List<Object> arguments) {
    public Invocation {
        arguments = List.copyOf(arguments);
    }

    /// `GenServer.call(#PID<0.5.0>, ping, 5000)`
    @Override
    public String toString() {
        return module
                + "."
                + function
                + "("
                + arguments.stream().map(Inspect::inspect).collect(Collectors.joining(", "))
                + ")";
    }
}
