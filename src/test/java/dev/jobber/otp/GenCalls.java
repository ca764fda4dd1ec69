package dev.jobber.otp;

import java.util.Optional;

/// What a process that is no [GenServer] can find out about a request in its mailbox.
public final class GenCalls {
    private GenCalls() {}

    /// Is it a request of [Sys]?
    public static boolean isSystem(From from) {
        return from.request() instanceof Sys.SystemRequest;
    }

    /// Is it what an [Agent] is asked?
    public static boolean isOfAgent(Request<?> request) {
        return request instanceof AgentServer.Work<?, ?>;
    }

    /// The request that was sent without waiting, if it is one.
    public static Optional<RequestId<?>> id(From from) {
        return from instanceof Requested requested ? Optional.of(requested.id()) : Optional.empty();
    }
}
