package dev.jobber.otp;

import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The process behind an [Agent].
final class AgentServer<S> extends GenServer<S, AgentServer.Work<S, ?>, UnaryOperator<S>> {
    /// What an agent is asked to do with its state.
    sealed interface Work<S, R> extends Request<R> {
        /// Answer what the function makes of it.
        record Get<S, R>(Function<? super S, ? extends R> function) implements Work<S, R> {
            @Override
            public String toString() {
                return "{:get, fun}";
            }
        }

        /// Answer one value and keep another as the state.
        record GetAndUpdate<S, R>(Function<? super S, Agent.Change<R, S>> function)
                implements Work<S, R> {
            @Override
            public String toString() {
                return "{:get_and_update, fun}";
            }
        }

        /// Keep what the function makes of it. Answers when that is done.
        record Update<S, R>(UnaryOperator<S> function) implements Work<S, R> {
            @Override
            public String toString() {
                return "{:update, fun}";
            }
        }
    }

    private final Callable<? extends S> begin;

    AgentServer(Callable<? extends S> begin) {
        this.begin = Refused.ifNull(begin, "a function");
    }

    @Override
    String kind() {
        return "Agent";
    }

    @Override
    protected InitResult<S> init() throws Exception {
        return ok(begin.call());
    }

    @Override
    protected CallResult<S> handleCall(Work<S, ?> work, From from, S state) {
        return switch (work) {
            case Work.Get<S, ?>(var function) -> reply(function.apply(state), state);
            case Work.Update<S, ?>(var function) -> reply(true, function.apply(state));
            case Work.GetAndUpdate<S, ?> change -> changed(change, state);
        };
    }

    private static <S, R> CallResult<S> changed(Work.GetAndUpdate<S, R> work, S state) {
        Agent.Change<R, S> change = work.function().apply(state);
        return reply(change.answer(), change.state());
    }

    @Override
    protected Result<S> handleCast(UnaryOperator<S> function, S state) {
        return noreply(function.apply(state));
    }
}
