package dev.jobber.otp;

import java.util.Optional;

/// What a process that is no [GenServer] can find out about a request in its mailbox.
public final class GenCalls {
    private GenCalls() {}

    /// Whether it is a request of [Sys].
    public static boolean isSystem(From from) {
        return from.request() instanceof Sys.SystemRequest;
    }

    /// Whether it is a request to an [Agent].
    public static boolean isOfAgent(Request<?> request) {
        return request instanceof AgentServer.Work<?, ?>;
    }

    /// The request that was sent without waiting, if it is one.
    public static Optional<RequestId<?>> id(From from) {
        return from instanceof Requested requested ? Optional.of(requested.id()) : Optional.empty();
    }
}
