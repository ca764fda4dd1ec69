package dev.jobber.otp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a server answers the requests of [Sys], and what it does while it is suspended. It is apart
/// from the loop because few servers ever get such a request.
final class SystemRequests {
    /// Stands for `:ok`.
    private static final ExitReason OK = ExitReason.word("ok");

    /// The function of [Sys#replaceState] has failed.
    record Failed(Throwable problem) {}

    private SystemRequests() {}

    static <S, Q extends Request<?>, C> Object answer(
            ServerLoop<S, Q, C> loop,
            ProcessCell self,
            Sys.SystemRequest request,
            Sys.SysState sysState) {
        return switch (request) {
            case Sys.SystemRequest.GetState() -> loop.server().shown(loop.state());
            case Sys.SystemRequest.GetStatus() ->
                    new Sys.Status(
                            self,
                            loop.kind(),
                            sysState,
                            ServerLoop.superior(self),
                            loop.status(self, Optional.empty(), Optional.empty()).state());
            case Sys.SystemRequest.ReplaceState replace -> replaceState(loop, self, replace);
            case Sys.SystemRequest.Suspend(), Sys.SystemRequest.Resume() -> OK;
            case Sys.SystemRequest.Trace(var listener) -> {
                observe(loop, self).trace(listener);
                yield OK;
            }
            case Sys.SystemRequest.NoTrace() -> {
                observe(loop, self).trace(null);
                yield unobserved(loop);
            }
            case Sys.SystemRequest.Count(boolean on) -> {
                observe(loop, self).count(on);
                yield on ? OK : unobserved(loop);
            }
            case Sys.SystemRequest.GetStatistics() -> {
                Debugging debugging = loop.server().debugging();
                Optional<Sys.Statistics> counted =
                        debugging == null ? Optional.empty() : debugging.statistics();
                yield counted.<Object>map(it -> it).orElse(OK);
            }
            case Sys.SystemRequest.NoDebug() -> {
                Debugging debugging = observe(loop, self);
                debugging.trace(null);
                debugging.count(false);
                yield unobserved(loop);
            }
        };
    }

    private static <S, Q extends Request<?>, C> Object replaceState(
            ServerLoop<S, Q, C> loop, ProcessCell self, Sys.SystemRequest.ReplaceState replace) {
        return self.attempt(
                () -> {
                    Object before = loop.server().shown(loop.state());
                    Object after = Refused.ifNoValue(replace.change().apply(before), "a state");
                    loop.keep(loop.server().replaced(loop.state(), after));
                    return after;
                },
                Failed::new);
    }

    private static <S, Q extends Request<?>, C> Debugging observe(
            ServerLoop<S, Q, C> loop, ProcessCell self) {
        Debugging before = loop.server().debugging();
        if (before != null) {
            return before;
        }
        var debugging = new Debugging(self);
        loop.server(loop.server().observed(debugging));
        return debugging;
    }

    /// A server that is not watched any more does not pay for it any more.
    private static <S, Q extends Request<?>, C> Object unobserved(ServerLoop<S, Q, C> loop) {
        Debugging debugging = loop.server().debugging();
        if (debugging != null && debugging.isOff()) {
            loop.server(loop.server().unobserved());
        }
        return OK;
    }

    /// Answers requests of [Sys] and leaves all other signals in the mailbox. Returns null when a
    /// request resumes the server, or the reason when the server must end.
    static @Nullable ExitReason suspended(ServerLoop<?, ?, ?> loop, ProcessCell self) {
        ProcessCell superior = ServerLoop.superior(self);
        Mailbox.Scan scan =
                self.scan(message ->
                        message instanceof Signal.Stop
                                || message instanceof Exit exit && exit.from() == superior
                                || message instanceof Call call
                                        && call.request() instanceof Sys.SystemRequest);
        boolean interrupted = false;
        try {
            while (true) {
                Object found = scan.next().orElse(null);
                switch (found) {
                    case null -> interrupted |= self.awaitSignal(scan);
                    case Signal.Stop stop -> {
                        stop.take();
                        return stop.reason();
                    }
                    case Exit exit -> {
                        return exit.reason();
                    }
                    case Call call when call.request() instanceof Sys.SystemRequest request -> {
                        call.answer(answer(loop, self, request, Sys.SysState.SUSPENDED));
                        if (request instanceof Sys.SystemRequest.Resume) {
                            return null;
                        }
                    }
                    default -> throw new IllegalStateException("not asked for: " + found);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
