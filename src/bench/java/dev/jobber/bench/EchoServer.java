package dev.jobber.bench;

import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Request;

/// The server of the kernel's benchmarks: it answers with the number of its casts.
final class EchoServer extends GenServer<Integer, EchoServer.Query<?>, EchoServer.Message> {
    sealed interface Query<R> extends Request<R> {}

    record Seen() implements Query<Integer> {}

    sealed interface Message {}

    record Ping() implements Message {}

    static final Seen SEEN = new Seen();
    static final Ping PING = new Ping();
    private static final Integer NONE = 0;

    @Override
    protected InitResult<Integer> init() {
        return ok(NONE);
    }

    @Override
    protected CallResult<Integer> handleCall(Query<?> request, From from, Integer seen) {
        return switch (request) {
            case Seen() -> reply(seen, seen);
        };
    }

    @Override
    protected Result<Integer> handleCast(Message message, Integer seen) {
        return switch (message) {
            case Ping() -> noreply(seen + 1);
        };
    }
}
