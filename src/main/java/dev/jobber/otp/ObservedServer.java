package dev.jobber.otp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server that [Sys] watches: it does what the server does and tells the listeners. It takes the
/// place of the server only while [Sys] watches, so a server that is not watched pays nothing.
final class ObservedServer<S, Q extends Request<?>, C> extends GenServer<S, Q, C> {
    private final GenServer<S, Q, C> server;
    private final Debugging debugging;

    /// The answer of a callback that ends the server; given after terminate.
    private Traced.@Nullable Out owed;

    ObservedServer(GenServer<S, Q, C> server, Debugging debugging) {
        this.server = server;
        this.debugging = debugging;
    }

    @Override
    GenServer<S, Q, C> observed(Debugging other) {
        return this;
    }

    @Override
    GenServer<S, Q, C> unobserved() {
        return server;
    }

    @Override
    @Nullable Debugging debugging() {
        return debugging;
    }

    // ---- what it tells of

    @Override
    protected CallResult<S> handleCall(Q request, From from, S state) throws Exception {
        debugging.tell(in(new StateMachine.Event.Call(from, request)));
        try {
            CallResult<S> result = server.handleCall(request, from, state);
            tell(result, from);
            return result;
        } catch (Thrown thrown) {
            tell(thrown.value(), from);
            throw thrown;
        }
    }

    @Override
    protected Result<S> handleCast(C message, S state) throws Exception {
        debugging.tell(in(new StateMachine.Event.Cast(message)));
        try {
            return told(server.handleCast(message, state));
        } catch (Thrown thrown) {
            tell(thrown.value(), null);
            throw thrown;
        }
    }

    @Override
    protected Result<S> handleInfo(Object message, S state) throws Exception {
        debugging.tell(in(new StateMachine.Event.Info(message)));
        try {
            return told(server.handleInfo(message, state));
        } catch (Thrown thrown) {
            tell(thrown.value(), null);
            throw thrown;
        }
    }

    @Override
    protected Result<S> handleContinue(C term, S state) throws Exception {
        try {
            Result<S> result = server.handleContinue(term, state);
            debugging.tell(new Traced.Continue(term));
            return told(result);
        } catch (Thrown thrown) {
            debugging.tell(new Traced.Continue(term));
            tell(thrown.value(), null);
            throw thrown;
        }
    }

    private static Traced in(StateMachine.Event event) {
        return new Traced.In(event, Optional.empty());
    }

    private Result<S> told(Result<S> result) {
        tell(result, null);
        return result;
    }

    /// @param from the caller; null if it was not a call
    private void tell(Object result, @Nullable From from) {
        switch (result) {
            case Reply<?> reply when from != null ->
                    debugging.tell(out(reply.answer(), from, reply.state()));
            case StopReply<?> stop when from != null ->
                    owed = out(stop.answer(), from, stop.state());
            case NoReply<?> noreply -> debugging.tell(new Traced.NoReply(noreply.state()));
            case null, default -> {} // it ends
        }
    }

    private static Traced.Out out(Object answer, From from, Object state) {
        return new Traced.Out(answer, from.pid(), Optional.of(state));
    }

    @Override
    protected void terminate(ExitReason reason, S state) throws Exception {
        try {
            server.terminate(reason, state);
        } finally {
            Traced.Out answer = owed;
            if (answer != null) {
                debugging.tell(answer);
            }
        }
    }

    // ---- the rest is the server's

    @Override
    String kind() {
        return server.kind();
    }

    @Override
    boolean isSupervisor() {
        return server.isSupervisor();
    }

    @Override
    @Nullable EndOfChildren endOfChildren(ProcessCell self) {
        return server.endOfChildren(self);
    }

    @Override
    String className() {
        return server.className();
    }

    @Override
    Object shown(S state) {
        return server.shown(state);
    }

    @Override
    Object replaced(S state, Object answer) {
        return server.replaced(state, answer);
    }

    @Override
    protected InitResult<S> init() throws Exception {
        return server.init();
    }

    @Override
    protected Status<?> formatStatus(Status<S> status) throws Exception {
        return server.formatStatus(status);
    }
}
