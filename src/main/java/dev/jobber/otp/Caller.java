package dev.jobber.otp;

import dev.jobber.otp.ExitReason.CallFailed.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The side of the caller in a request: sends it, waits, and exits with the right reason if no
/// answer comes.
final class Caller {
    private Caller() {}

    @SuppressWarnings(
            "unchecked") // a request says by its type what it is answered with; the server keeps
    // that promise
    static <R> R call(Dest server, Request<R> request, Duration timeout) {
        return (R)
                exchange(
                        server,
                        request,
                        timeout,
                        () ->
                                new Invocation(
                                        "GenServer", "call", List.of(server, request, timeout)));
    }

    /// Sends a request of any kind and waits for its answer. The invocation is only for the
    /// exception that says that it failed.
    static Object exchange(
            Dest server, Object request, Duration timeout, Supplier<Invocation> invocation) {
        Refused.ifNull(server, "a server");
        Refused.ifNull(request, "a request");
        Refused.ifNull(timeout, "a timeout");
        var self = ProcessCell.currentOrNull();
        if (self != null) {
            self.checkDoom();
        }
        var target = Destinations.behind(server);
        if (target == null) {
            throw failed(ExitReason.NOPROC, invocation.get());
        }
        if (target == self) {
            throw failed(ExitReason.CALLING_SELF, invocation.get());
        }
        var call = new Call(request, target, self);
        if (!timeout.isPositive()) {
            call.expire(); // before the server can be quick
        }
        if (!target.enqueue(call)) {
            throw failed(ExitReason.NOPROC, invocation.get());
        }
        try {
            Waiter.await(self, call, target.node, timeout);
        } finally {
            call.expire(); // however the wait ended: the server keeps no caller that has gone away
        }
        Optional<ExitReason> failure = call.failure();
        if (failure.isPresent()) {
            throw failed(failure.get(), invocation.get());
        }
        Object answer = call.answer();
        if (answer == null) {
            throw new IllegalStateException(invocation.get() + " ended without an answer");
        }
        return answer;
    }

    /// Asks a server to end and waits until it is gone. It fails if the server ended without coming
    /// to the request, even if it ended with that very reason.
    static void stop(
            Supplier<Invocation> invocation, Dest server, ExitReason reason, Duration timeout) {
        Refused.ifNull(server, "a server");
        Refused.ifNull(reason, "a reason");
        Refused.ifNull(timeout, "a timeout");
        var self = ProcessCell.currentOrNull();
        if (self != null) {
            self.checkDoom();
        }
        var target = Destinations.behind(server);
        if (target == null) {
            throw failed(ExitReason.NOPROC, invocation.get());
        }
        if (target == self) {
            throw failed(ExitReason.CALLING_SELF, invocation.get());
        }
        var latch = new ExitLatch();
        if (!target.addWatcher(latch)) {
            throw failed(ExitReason.NOPROC, invocation.get());
        }
        var stop = new Signal.Stop(self, reason);
        target.enqueue(stop);
        try {
            Waiter.await(self, latch, target.node, timeout);
        } finally {
            target.removeWatcher(latch);
        }
        Optional<ExitReason> ended = latch.reason().map(latch::heard);
        if (ended.isEmpty()) {
            throw failed(ExitReason.TIMEOUT, invocation.get());
        }
        ExitReason why = ended.get();
        if (!stop.isTaken() && !why.equals(ExitReason.NOPROC)) {
            // it ended by itself, or by the stop of another caller, before it handled this stop
            throw failed(
                    new ExitReason.CallFailed(
                            why,
                            new Invocation(
                                    Sys.MODULE, "terminate", List.of(target, reason, timeout))),
                    invocation.get());
        }
        if (!why.equals(reason)) {
            throw failed(why, invocation.get());
        }
    }

    static ExitException failed(ExitReason reason, Invocation invocation) {
        return new ExitException(new ExitReason.CallFailed(reason, invocation));
    }
}
