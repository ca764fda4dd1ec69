package dev.jobber.otp;

import java.time.Duration;

/// A server as its clients see it: the compiler checks that the server takes their requests and
/// casts. At run time it only holds the destination.
///
/// ```java
/// final class Hits extends GenServer<Integer, Hits.Get, Hits.Add> {
///     record Get() implements Request.Of<Hits, Integer> {}
///
///     record Add(int n) {}
///
///     @Override
///     protected InitResult<Integer> init() {
///         return ok(0);
///     }
///
///     @Override
///     protected CallResult<Integer> handleCall(Get get, From from, Integer hits) {
///         return reply(get, hits, hits);
///     }
///
///     @Override
///     protected Result<Integer> handleCast(Add add, Integer hits) {
///         return noreply(hits + add.n());
///     }
/// }
/// ```
///
/// ```java
/// var server = new Hits();
/// ServerRef<Hits, Hits.Add> hits =
///         ServerRef.to(server, node.start(server, StartOptions.NONE).pidOrExit());
/// hits.cast(new Hits.Add(2)); // a cast of "two" would not compile
/// int two = hits.call(new Hits.Get());
/// ```
///
/// Code without a reference of this type uses [GenServer#call] and [GenServer#cast], which take any
/// [Dest] and any request.
///
/// @param <P> whose requests are taken: the class that they name in [Request.Of]
/// @param <C> what may be cast
/// @param dest the process, or its name
public record ServerRef<P, C>(Dest dest) {
    public ServerRef {
        Refused.ifNull(dest, "a destination");
    }

    /// The clients' view of a server that was started, or will be started, from this object. The
    /// types are those of the server.
    public static <P, Q extends Request.Of<P, ?>, C> ServerRef<P, C> to(
            GenServer<?, Q, C> server, Dest dest) {
        Refused.ifNull(server, "a server");
        return new ServerRef<>(dest);
    }

    /// [GenServer#call(Dest, Request)]
    public <R> R call(Request.Of<P, R> request) {
        return GenServer.call(dest, request);
    }

    /// [GenServer#call(Dest, Request, Duration)]
    public <R> R call(Request.Of<P, R> request, Duration timeout) {
        return GenServer.call(dest, request, timeout);
    }

    /// [GenServer#sendRequest]
    public <R> RequestId<R> sendRequest(Request.Of<P, R> request) {
        return GenServer.sendRequest(dest, request);
    }

    /// [GenServer#cast]
    public void cast(C message) {
        GenServer.cast(dest, message);
    }

    /// [GenServer#stop(Dest)]
    public void stop() {
        GenServer.stop(dest);
    }
}
