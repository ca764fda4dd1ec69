package dev.jobber.otp;

import dev.jobber.otp.flight.SlowCallback;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The loop of a [GenServer]: one signal, one callback, and what its result says.
final class ServerLoop<S, Q extends Request<?>, C> implements ProcessBody.InlineStart {
    /// In `next`: the idle timeout is over at once, unless a message waits.
    private static final Object OVER_AT_ONCE = new Object();

    /// A callback returned null.
    private static final ExitReason NO_RESULT = new ExitReason.BadReturnValue(Optional.empty());

    /// The server, or what stands in its place while [Sys] watches it.
    private GenServer<S, Q, C> server;

    /// The [ServerStart] that waits for init. Once init has succeeded: the name it was started
    /// under, null if it had none; its crash is reported under this one, whatever it is called by
    /// then. One field for both, since each server pays for it.
    private @Nullable Object start;

    private @Nullable S state;

    /// What the callback that runs was given, for the report of a crash.
    private @Nullable Object lastMessage;

    /// The call that was taken out and is not answered, nor left for later. Read by another thread
    /// only after this one has ignored a kill.
    private @Nullable Call inHand;

    /// What comes next if no signal does: a term to continue with, [#OVER_AT_ONCE], or an
    /// [IdleAlarm] that is armed. If there will be no next signal: the [GenServer.StopReply] with
    /// the answer that the last one is owed. One field for all, since each server pays for it.
    ///
    /// Volatile for [#died]: the thread that arms an alarm writes this and then looks whether the
    /// process is dead, and the death is written before this is read. So one of the two takes the
    /// alarm out of the clock.
    private volatile @Nullable Object next;

    ServerLoop(GenServer<S, Q, C> server) {
        this.server = Refused.ifNull(server, "a server");
    }

    void startedFor(ServerStart waiting) {
        start = waiting;
    }

    private @Nullable ServerStart waitingStart() {
        return start instanceof ServerStart waiting ? waiting : null;
    }

    // ---- init

    @Override
    public @Nullable ExitReason init(ProcessCell self) throws Exception {
        ServerStart waiting = waitingStart();
        if (waiting == null) {
            return null;
        }
        Object result;
        try {
            result = server.init();
        } catch (Thrown thrown) {
            result = thrown.value();
        }
        self.checkDoom();
        return switch (result) {
            case GenServer.Ok<?> ok -> {
                keep(ok.state());
                then(self, ok.after());
                start = waiting.name().orElse(null);
                self.node.events().started(self);
                waiting.succeeded(self);
                yield null;
            }
            case GenServer.Ignore<?>() -> {
                waiting.fails(StartResult.ignored());
                yield ExitReason.NORMAL;
            }
            case GenServer.AlreadyRuns<?>(var pid) -> {
                waiting.fails(StartResult.failed(new ExitReason.AlreadyStarted(pid)));
                yield ExitReason.NORMAL;
            }
            case GenServer.StopInit<?>(var reason) -> {
                waiting.fails(StartResult.failed(reason));
                yield reason;
            }
            case null -> NO_RESULT;
            default -> new ExitReason.BadReturnValue(result);
        };
    }

    @Override
    public int depth() {
        ServerStart waiting = waitingStart();
        return waiting == null ? 0 : waiting.depth();
    }

    @Override
    public boolean hasWork() {
        return next != null && !(next instanceof IdleAlarm);
    }

    // ---- the loop

    @Override
    public @Nullable ExitReason run(ProcessCell self) throws Exception {
        ExitReason end = init(self);
        boolean handledAny = false;
        while (end == null) {
            Object before = next;
            if (before != null && before != OVER_AT_ONCE && !(before instanceof IdleAlarm)) {
                next = null;
                end = self.node.recorded ? carryOnRecorded(self, before) : carryOn(self, before);
                continue;
            }
            if (handledAny && !self.isEmpty()) {
                self.node.gate().pausePoint(); // not earlier: a caller that was let in is served
            }
            Signal signal = self.poll();
            if (signal != null) {
                handledAny = true;
                self.countReduction();
                end = self.node.recorded ? handleRecorded(self, signal) : handle(self, signal);
            } else if (before == OVER_AT_ONCE) {
                next = null;
                end = info(self, Timeout.TIMEOUT);
            } else if (self.rest()) {
                return null;
            }
        }
        return end;
    }

    /// Short, for the JIT compiler puts a method of up to 325 bytes of code into the loop: what is
    /// rare has methods of its own.
    private @Nullable ExitReason handle(ProcessCell self, Signal signal) throws Exception {
        inHand = signal instanceof Call call ? call : null; // before anything can end this
        self.checkDoom();
        return switch (signal) {
            case Call call -> answer(self, call);
            case Signal.CastLetter cast -> {
                disarm(self);
                lastMessage = cast;
                yield apply(self, cast(cast.body));
            }
            case Signal.Letter letter -> letter(self, letter.body);
            case Signal.IdleTimeout over -> timeout(self, over);
            case Signal.Stop stop -> {
                lastMessage = List.of();
                stop.take();
                yield stop.reason();
            }
            case Signal.Nudge _, Signal.Leaving _, Signal.Place _, Signal.Mark _ -> null;
        };
    }

    private @Nullable ExitReason handleRecorded(ProcessCell self, Signal signal) throws Exception {
        Object message = about(signal);
        SlowCallback callback = Flight.begins();
        try {
            return handle(self, signal);
        } finally {
            Flight.ended(callback, self, kind(), message);
        }
    }

    private @Nullable ExitReason carryOnRecorded(ProcessCell self, Object term) throws Exception {
        SlowCallback callback = Flight.begins();
        try {
            return carryOn(self, term);
        } finally {
            Flight.ended(callback, self, kind(), term);
        }
    }

    /// What a signal is about, for people who look.
    private static Object about(Signal signal) {
        return switch (signal) {
            case Call call -> call.request();
            case Signal.CastLetter cast -> cast.body;
            case Signal.Letter letter -> letter.body;
            default -> signal;
        };
    }

    private @Nullable ExitReason letter(ProcessCell self, Object body) throws Exception {
        disarm(self);
        if (body instanceof Exit exit && exit.from() == superior(self)) {
            lastMessage = exit;
            return exit.reason();
        }
        return info(self, body);
    }

    private @Nullable ExitReason timeout(ProcessCell self, Signal.IdleTimeout over)
            throws Exception {
        if (!(next instanceof IdleAlarm armed) || armed.signal != over) {
            return null; // something came first
        }
        next = null;
        return info(self, Timeout.TIMEOUT);
    }

    /// The process whose exit ends this one, too: its parent. A server that was started without a
    /// link is its own parent, as on OTP.
    static ProcessCell superior(ProcessCell self) {
        ProcessCell parent = self.parent();
        return parent == null ? self : parent;
    }

    /// A request of [Sys]: answers it, and waits if it suspends the server.
    private @Nullable ExitReason system(ProcessCell self, Call call, Sys.SystemRequest request) {
        call.answer(SystemRequests.answer(this, self, request, Sys.SysState.RUNNING));
        inHand = null;
        IdleAlarm armed = next instanceof IdleAlarm alarm ? alarm : null;
        if (armed != null) {
            self.node.clock().cancel(armed);
        }
        if (request instanceof Sys.SystemRequest.Suspend) {
            ExitReason end = SystemRequests.suspended(this, self);
            if (end != null) {
                lastMessage = List.of();
                return end;
            }
        }
        if (armed != null) {
            arm(self, armed.time); // the wait for a timeout begins anew, with all its time
        }
        return null;
    }

    /// What [GenServer#formatStatus] makes of the state and of what a report would tell with it. If
    /// it fails, nothing that it may have wanted to hide is shown.
    GenServer.Status<?> status(
            ProcessCell self, Optional<Object> message, Optional<ExitReason> reason) {
        return self.attempt(
                () -> server.formatStatus(new GenServer.Status<>(state(), message, reason)),
                problem -> {
                    String crashed = server.className() + ".formatStatus crashed";
                    return new GenServer.Status<>(crashed, message.map(hidden -> crashed), reason);
                });
    }

    private @Nullable ExitReason answer(ProcessCell self, Call call) throws Exception {
        if (call.request() instanceof Sys.SystemRequest request) {
            return system(self, call, request);
        }
        disarm(self);
        lastMessage = call;
        Object result;
        try {
            result = server.handleCall(request(call), call, state());
        } catch (Thrown thrown) {
            result = thrown.value();
        }
        self.checkDoom();
        return switch (result) {
            case GenServer.Reply<?> reply -> {
                inHand = null;
                lastMessage = null;
                keep(reply.state());
                call.answer(reply.answer());
                yield then(self, reply.after());
            }
            case GenServer.StopReply<?> stop -> {
                keep(stop.state());
                next = stop;
                yield stop.reason();
            }
            case GenServer.NoReply<?> noreply -> {
                inHand = null;
                call.owe();
                yield apply(self, noreply);
            }
            case null -> NO_RESULT;
            default -> apply(self, result);
        };
    }

    private Object cast(Object message) throws Exception {
        try {
            return server.handleCast(message(message), state());
        } catch (Thrown thrown) {
            return thrown.value();
        }
    }

    private @Nullable ExitReason info(ProcessCell self, Object message) throws Exception {
        lastMessage = message;
        Object result;
        try {
            result = server.handleInfo(message, state());
        } catch (Thrown thrown) {
            result = thrown.value();
        }
        return apply(self, result);
    }

    private @Nullable ExitReason carryOn(ProcessCell self, Object term) throws Exception {
        self.checkDoom();
        lastMessage = new GenServer.After.Continue(term);
        Object result;
        try {
            result = server.handleContinue(message(term), state());
        } catch (Thrown thrown) {
            result = thrown.value();
        }
        return apply(self, result);
    }

    private @Nullable ExitReason apply(ProcessCell self, Object result) {
        self.checkDoom();
        return switch (result) {
            case GenServer.NoReply<?> noreply -> {
                lastMessage = null;
                keep(noreply.state());
                yield then(self, noreply.after());
            }
            case GenServer.Stop<?> stop -> {
                keep(stop.state());
                yield stop.reason();
            }
            case null -> NO_RESULT;
            default -> new ExitReason.BadReturnValue(result);
        };
    }

    private @Nullable ExitReason then(ProcessCell self, GenServer.After after) {
        if (!(after instanceof GenServer.After.Nothing)) {
            prepare(self, after);
        }
        return null;
    }

    private void prepare(ProcessCell self, GenServer.After after) {
        switch (after) {
            case GenServer.After.Nothing() -> {}
            case GenServer.After.Hibernate() -> {}
            case GenServer.After.Continue(var term) -> next = term;
            case GenServer.After.Idle(var time) -> arm(self, time);
        }
    }

    // ---- the idle timeout

    private void arm(ProcessCell self, Duration time) {
        if (!time.isPositive()) {
            next = OVER_AT_ONCE;
        } else if (!time.equals(Process.INFINITY)) {
            var armed = new IdleAlarm(self, time);
            next = armed;
            self.node.clock().schedule(armed, time);
            if (self.isDead()) {
                self.node.clock().cancel(armed);
            }
        }
    }

    /// A timeout that is far away would keep the dead process until then.
    @Override
    public void died(ProcessCell self) {
        if (next instanceof IdleAlarm armed) {
            self.node.clock().cancel(armed);
        }
    }

    private void disarm(ProcessCell self) {
        Object before = next;
        if (before != null) {
            next = null;
            if (before instanceof IdleAlarm armed) {
                self.node.clock().cancel(armed);
            }
        }
    }

    private static final class IdleAlarm extends TimerEntry {
        final Signal.IdleTimeout signal = new Signal.IdleTimeout();
        final Duration time;
        private final ProcessCell cell;

        IdleAlarm(ProcessCell cell, Duration time) {
            this.cell = cell;
            this.time = time;
        }

        @Override
        Node node() {
            return cell.node;
        }

        @Override
        void fire() {
            cell.enqueue(signal);
        }
    }

    // ---- the end

    @Override
    public ExitReason raised(Throwable problem) {
        return switch (problem) {
            case ExitException exit -> exit.reason();
            case Thrown thrown -> new ExitReason.BadReturnValue(thrown.value());
            default -> new ExitReason.Crash(problem);
        };
    }

    @Override
    public @Nullable ProcessBody ending(ProcessCell self, ExitReason reason) {
        EndOfChildren children = waitingStart() == null ? server.endOfChildren(self) : null;
        return children == null ? null : new SupervisorEnding(this, children, reason);
    }

    @Override
    public ExitReason terminate(ProcessCell self, ExitReason reason) throws Exception {
        if (waitingStart() == null) {
            try {
                server.terminate(reason, state());
            } catch (Thrown ignored) {
                return reason; // a throw is only a way to return
            }
        }
        return reason;
    }

    @Override
    public void ended(ProcessCell self, ExitReason reason, boolean raisedInTerminate) {
        if (waitingStart() == null && (raisedInTerminate || !reason.isOrderly())) {
            self.node.emit(report(self, reason));
        }
        Call call = inHand;
        if (call != null && next instanceof GenServer.StopReply<?> stop) {
            call.answer(stop.answer());
        }
    }

    private Event.ServerTerminating report(ProcessCell self, ExitReason reason) {
        Object message =
                switch (lastMessage) {
                    case Call call -> call.request();
                    case Signal signal when signal.asMessage() != null -> signal.asMessage();
                    case null -> List.of();
                    default -> lastMessage;
                };
        GenServer.Status<?> told =
                status(
                        self,
                        Optional.of(message == null ? List.of() : message),
                        Optional.of(reason));
        return new Event.ServerTerminating(
                self,
                start == null ? self.toString() : Inspect.text(start),
                told.reason().orElse(reason),
                new Event.ServerTerminating.Last(
                        told.message().orElse(List.of()),
                        Optional.ofNullable(inHand).flatMap(From::pid)),
                told.state());
    }

    @Override
    public String kind() {
        return server.kind();
    }

    @Override
    public boolean isSupervisor() {
        return server.isSupervisor();
    }

    @Override
    public Optional<RestartIntensity> restartIntensity(long second) {
        return server instanceof SupervisorProcess<?, ?> supervisor
                ? Optional.of(supervisor.intensity(second))
                : Optional.empty();
    }

    @Override
    public boolean isServer() {
        return true;
    }

    @Override
    public @Nullable ProcessCell endedBy() {
        return lastMessage instanceof Exit exit ? (ProcessCell) exit.from() : null;
    }

    @Override
    public @Nullable Call inHand() {
        return inHand;
    }

    // ---- the only casts: what a server is sent is what its types say, or the callback fails with
    // a ClassCastException

    @SuppressWarnings("unchecked")
    private Q request(Call call) {
        return (Q) call.request();
    }

    @SuppressWarnings("unchecked")
    private C message(Object message) {
        return (C) message;
    }

    @SuppressWarnings("unchecked")
    void keep(Object newState) {
        state = (S) newState;
    }

    GenServer<S, Q, C> server() {
        return server;
    }

    void server(GenServer<S, Q, C> other) {
        server = other;
    }

    S state() {
        S current = state;
        if (current == null) {
            throw new IllegalStateException(
                    "expected a state, got: null from a callback of " + server.className());
        }
        return current;
    }
}
