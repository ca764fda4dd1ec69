package dev.jobber.transcript;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import java.util.List;

/// A server that does what it is told: every callback prints a line and then does its action.
///
/// Its state is a term, at first the number of callbacks handled.
final class ActionServer extends GenServer<Term, Request<?>, Object> {
    /// Asks how many callbacks have been handled.
    record Count() implements Request<Object> {
        @Override
        public String toString() {
            return ":count";
        }
    }

    private final ReplayWorld host;
    private final String name;
    private final boolean trapExit;
    private final List<String> onInit;

    ActionServer(ReplayWorld host, String name, boolean trapExit, List<String> onInit) {
        this.host = host;
        this.name = name;
        this.trapExit = trapExit;
        this.onInit = onInit;
    }

    @Override
    protected InitResult<Term> init() {
        host.watch(name);
        if (trapExit) {
            Process.trapExit(true);
        }
        host.event(name + " init");
        return Returns.init(
                new Action(host, name, Action.Callback.INIT).act(onInit, Term.Int.of(0)));
    }

    @Override
    protected CallResult<Term> handleCall(Request<?> request, From from, Term state) {
        return switch (request) {
            case Do(var words) -> {
                host.event(name + " handle_call");
                yield Returns.call(
                        new Action(host, name, Action.Callback.CALL, from).act(words, next(state)));
            }
            case Count() -> reply(state, state);
            default -> throw new NoFunctionClause("G.handle_call/3");
        };
    }

    @Override
    protected Result<Term> handleCast(Object message, Term state) {
        if (!(message instanceof Do(var words))) {
            throw new NoFunctionClause("G.handle_cast/2");
        }
        host.event(name + " handle_cast");
        return handle(words, state);
    }

    @Override
    protected Result<Term> handleInfo(Object message, Term state) {
        if (message instanceof Do(var words)) {
            host.event(name + " handle_info");
            return handle(words, state);
        }
        host.event(name + " handle_info " + host.print(message));
        return noreply(next(state));
    }

    @Override
    protected Result<Term> handleContinue(Object term, Term state) {
        if (!(term instanceof Do(var words))) {
            throw new NoFunctionClause("G.handle_continue/2");
        }
        host.event(name + " handle_continue");
        return handle(words, state);
    }

    private Result<Term> handle(List<String> words, Term state) {
        return Returns.result(
                new Action(host, name, Action.Callback.OTHER).act(words, next(state)));
    }

    @Override
    protected void terminate(ExitReason reason, Term state) {
        host.event(name + " terminate " + host.print(reason));
        List<String> words = host.onTerminate.get(name);
        if (words != null) {
            new Action(host, name, Action.Callback.TERMINATE).act(words, Term.Int.of(0));
        }
    }

    private static Term next(Term state) {
        if (!(state instanceof Term.Int(var number))) {
            throw new ArithmeticException("bad argument in arithmetic expression");
        }
        return new Term.Int(number.add(java.math.BigInteger.ONE));
    }
}
