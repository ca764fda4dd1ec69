package dev.jobber.transcript;

import dev.jobber.otp.Exit;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Thrown;
import java.util.List;

/// The child of the supervisor families.
final class Worker extends GenServer<Integer, Request<?>, Object> {
    /// Answered `:pong`.
    record Ping() implements Request<Object> {
        @Override
        public String toString() {
            return ":ping";
        }
    }

    /// Raises.
    record Crash() {}

    /// Returns a stop.
    record ReturnStop(ExitReason reason) {}

    /// Exits.
    record CallExit(ExitReason reason) {}

    private static final Words.Application FINE = new Words.Application("ok", Term.NIL);

    private final ReplayWorld host;
    private final Declaration declaration;
    private final Words.Application outcome;
    private final String started;

    private Worker(
            ReplayWorld host,
            Declaration declaration,
            Words.Application outcome,
            List<Object> extra) {
        this.host = host;
        this.declaration = declaration;
        this.outcome = outcome;
        this.started = extra.isEmpty() ? "" : " " + host.print(extra);
    }

    /// Its start function.
    static StartResult start(ReplayWorld host, Declaration declaration, List<Object> extra) {
        List<Words.Application> outcomes = declaration.outcomes();
        int start = host.nextStart(declaration.name());
        Words.Application outcome = start <= outcomes.size() ? outcomes.get(start - 1) : FINE;
        var worker = new Worker(host, declaration, outcome, extra);
        return switch (outcome.word()) {
            case "info" ->
                    switch (GenServer.startLink(worker)) {
                        case StartResult.Started(var pid, _) ->
                                StartResult.started(pid, outcome.term());
                        case StartResult other -> other;
                    };
            case "start_error" -> {
                worker.failing();
                yield StartResult.failed(Reasons.of(outcome.term()));
            }
            case "start_raise" -> {
                worker.failing();
                throw new RuntimeException("start boom");
            }
            case "start_junk" -> {
                worker.failing();
                yield StartResult.failed(ExitReason.word("junk"));
            }
            default -> GenServer.startLink(worker);
        };
    }

    private void failing() {
        host.event("init " + declaration.name() + " " + outcome);
    }

    @Override
    protected InitResult<Integer> init() {
        if (declaration.trapsExit()) {
            Process.trapExit(true);
        }
        switch (outcome.word()) {
            case "ok", "info" -> {
                host.started(declaration.name(), started);
                return ok(0);
            }
            default -> failing();
        }
        return switch (outcome.word()) {
            case "ignore" -> ignore();
            case "stop" -> stop(Reasons.of(outcome.term()));
            case "exit" -> throw new ExitException(Reasons.of(outcome.term()));
            case "bad" -> throw new Thrown(Term.atom("bad"));
            case "hold" -> {
                host.hold(ReplayWorld.INIT);
                throw new RuntimeException("init boom");
            }
            default -> throw new RuntimeException("init boom");
        };
    }

    @Override
    protected CallResult<Integer> handleCall(Request<?> request, From from, Integer state) {
        if (!(request instanceof Ping)) {
            throw new NoFunctionClause("W.handle_call/3");
        }
        return reply(Term.atom("pong"), state);
    }

    @Override
    protected Result<Integer> handleCast(Object message, Integer state) {
        return switch (message) {
            case Crash() -> throw new RuntimeException("boom");
            case ReturnStop(var reason) -> stop(reason, state);
            case CallExit(var reason) -> throw new ExitException(reason);
            default -> throw new NoFunctionClause("W.handle_cast/2");
        };
    }

    @Override
    protected Result<Integer> handleInfo(Object message, Integer state) {
        if (message instanceof Exit) {
            host.event(declaration.name() + " got " + host.print(message));
        }
        return noreply(state);
    }

    @Override
    protected void terminate(ExitReason reason, Integer state) {
        host.event("terminated " + declaration.name() + " " + host.print(reason));
        if (declaration.slow().isPositive()) {
            host.pause(declaration.slow());
        }
        declaration
                .onTerminate()
                .ifPresent(then -> {
                    throw then.word().equals("exit")
                            ? new ExitException(Reasons.of(then.term()))
                            : new RuntimeException("terminate boom");
                });
    }
}
