package dev.jobber.otp;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A state that several processes share: Elixir's `Agent`.
///
/// ```
///   update(f) ──►┌─────────────┐
///   get(g)    ──►│  agent: S   │   one function at a time,
///   cast(h)   ──►└─────────────┘   in the order of arrival
/// ```
///
/// ```java
/// Pid process = Agent.start(node, () -> 0, StartOptions.NONE).pidOrExit();
/// Agent<Integer> hits = Agent.at(process);
/// hits.update(n -> n + 1);
/// int n = hits.get(it -> it);
/// ```
///
/// **When to use it.** For a state that is only read and replaced. Where there are rules for the
/// state, or other work beside it, use a [GenServer].
///
/// **What it costs.** What a call of a [GenServer] costs.
///
/// The functions run in the process of the agent, one at a time: while one runs, all others wait. A
/// function that throws ends the agent, and its caller exits with the reason.
///
/// @param <S> the state, an immutable value
public final class Agent<S> {
    /// What [#getAndUpdate] answers, and the state that it leaves behind.
    public record Change<R, S>(R answer, S state) {
        public Change {
            Refused.ifNoValue(answer, "an answer");
            Refused.ifNoValue(state, "a state");
        }
    }

    private final Dest agent;

    private Agent(Dest agent) {
        this.agent = Refused.ifNull(agent, "an agent");
    }

    // ---- starting

    /// Starts an agent without a link, as `Agent.start/2`. The function makes the first state, in
    /// the process of the agent; this blocks until it has returned.
    public static <S> StartResult start(Callable<S> begin, StartOptions options) {
        return GenServer.start(new AgentServer<>(begin), options);
    }

    /// [#start(Callable, StartOptions)] on any thread.
    public static <S> StartResult start(Node node, Callable<S> begin, StartOptions options) {
        return node.start(new AgentServer<>(begin), options);
    }

    /// Starts an agent linked to the calling process, its parent, as `Agent.start_link/2`.
    public static <S> StartResult startLink(Callable<S> begin, StartOptions options) {
        return GenServer.startLink(new AgentServer<>(begin), options);
    }

    /// [#startLink(Callable, StartOptions)] without a name.
    public static <S> StartResult startLink(Callable<S> begin) {
        return startLink(begin, StartOptions.NONE);
    }

    /// An agent as a child of a supervisor.
    public static <S> ChildSpec childSpec(Object id, Callable<S> begin, StartOptions options) {
        return ChildSpec.worker(id, () -> startLink(begin, options)).withModules("Agent");
    }

    /// A running agent as its users see it. The process may also start later. Nothing checks the
    /// type of the state: the caller must know it.
    public static <S> Agent<S> at(Dest agent) {
        return new Agent<>(agent);
    }

    // ---- using one

    /// The process, or its name.
    public Dest dest() {
        return agent;
    }

    /// Answers what the function makes of the state; the state stays, as `Agent.get/3`. Waits 5 s
    /// at most and fails as [GenServer#call] does.
    public <R> R get(Function<? super S, ? extends R> function) {
        return get(function, GenServer.DEFAULT_TIMEOUT);
    }

    /// [#get(Function)] with another time to wait.
    public <R> R get(Function<? super S, ? extends R> function, Duration timeout) {
        return GenServer.call(
                agent,
                new AgentServer.Work.Get<S, R>(Refused.ifNull(function, "a function")),
                timeout);
    }

    /// Replaces the state, and returns when that is done, as `Agent.update/3`. Waits 5 s at most.
    public void update(UnaryOperator<S> function) {
        update(function, GenServer.DEFAULT_TIMEOUT);
    }

    /// [#update(UnaryOperator)] with another time to wait. The state is replaced even if the time
    /// is over first.
    public void update(UnaryOperator<S> function, Duration timeout) {
        GenServer.call(
                agent,
                new AgentServer.Work.Update<S, Boolean>(Refused.ifNull(function, "a function")),
                timeout);
    }

    /// Answers one value and keeps another as the state, in one step, as `Agent.get_and_update/3`.
    /// Waits 5 s at most.
    ///
    /// ```java
    /// Optional<Order> next = queue.getAndUpdate(orders -> new Agent.Change<>(first(orders), rest(orders)));
    /// ```
    public <R> R getAndUpdate(Function<? super S, Change<R, S>> function) {
        return getAndUpdate(function, GenServer.DEFAULT_TIMEOUT);
    }

    /// [#getAndUpdate(Function)] with another time to wait.
    public <R> R getAndUpdate(Function<? super S, Change<R, S>> function, Duration timeout) {
        return GenServer.call(
                agent,
                new AgentServer.Work.GetAndUpdate<>(Refused.ifNull(function, "a function")),
                timeout);
    }

    /// Replaces the state later, and does not wait, as `Agent.cast/2`. The function is dropped if
    /// there is no such agent.
    public void cast(UnaryOperator<S> function) {
        GenServer.cast(agent, Refused.ifNull(function, "a function"));
    }

    /// Ends the agent with `:normal` and waits until it is gone, as `Agent.stop/1`. With another
    /// reason: [GenServer#stop(Dest, ExitReason, Duration)].
    public void stop() {
        GenServer.stop(agent);
    }

    @Override
    public String toString() {
        return "%Agent{" + agent + "}";
    }
}
