package dev.jobber.otp;

import dev.jobber.otp.StateMachine.Action;
import dev.jobber.otp.StateMachine.BadReturnException;
import dev.jobber.otp.StateMachine.Event;
import dev.jobber.otp.StateMachine.StateAndData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The process behind a [StateMachine]. It takes one event after the other: messages, events that
/// were postponed, events that callbacks insert, and timeouts.
///
/// Its state is the machine itself, and mutable. Only its own process uses it.
///
/// **No event is lost**: an event is in the mailbox, in `queue`, among the `postponed`, or it is
/// being handled. `queue` is empty whenever the machine waits for a message.
final class StateMachineServer<S, D>
        extends GenServer<StateMachineServer<S, D>, Request<?>, Object> {
    /// The first event: the first state is entered.
    private static final Object BEGIN = new Object();

    /// Stands for the event that begins it all.
    private static final Event INIT = new Event.Internal("init_state");

    /// The machine that is called: its callbacks handle the events.
    private StateMachine<S, D> module;

    /// The machines below it, the next one first; null if there have never been any.
    private @Nullable Deque<StateMachine<S, D>> below;

    private boolean stateEnter;
    private @Nullable S state;
    private @Nullable D data;

    /// The events that come before the next message; null if there have never been any.
    private @Nullable Deque<Event> queue;

    /// The postponed events, the oldest first; null if there have never been any.
    private @Nullable List<Event> postponed;

    /// Null until the first timeout is set.
    private @Nullable StateTimeouts timeouts;

    /// The actions of init, until they are done.
    private List<Action> first = List.of();

    private @Nullable Debugging debugging;

    StateMachineServer(StateMachine<S, D> module) {
        this.module = Refused.ifNull(module, "a state machine");
    }

    // ---- what it is

    @Override
    String kind() {
        return module.getClass().getSimpleName();
    }

    @Override
    String className() {
        return module.getClass().getName();
    }

    @Override
    Object shown(StateMachineServer<S, D> self) {
        return stateAndData();
    }

    private StateAndData<S, D> stateAndData() {
        return new StateAndData<>(state(), data());
    }

    private S state() {
        return Objects.requireNonNull(state);
    }

    private D data() {
        return Objects.requireNonNull(data);
    }

    @Override
    @SuppressWarnings("unchecked") // who replaces a state says what it is
    Object replaced(StateMachineServer<S, D> self, Object answer) {
        var other = (StateAndData<S, D>) answer;
        state = other.state();
        data = other.data();
        return this;
    }

    @Override
    GenServer<StateMachineServer<S, D>, Request<?>, Object> observed(Debugging other) {
        debugging = other;
        return this;
    }

    @Override
    GenServer<StateMachineServer<S, D>, Request<?>, Object> unobserved() {
        debugging = null;
        return this;
    }

    @Override
    @Nullable Debugging debugging() {
        return debugging;
    }

    /// If `formatStatus` throws, nothing is shown, because it may have wanted to hide something.
    @Override
    protected Status<?> formatStatus(Status<StateMachineServer<S, D>> status) {
        return ProcessCell.current()
                .<Status<?>>attempt(
                        () -> status.withState(module.formatStatus(stateAndData())),
                        problem -> {
                            String crashed = className() + ".formatStatus crashed";
                            return status.withState(new StateAndData<>(crashed, crashed))
                                    .withMessage(crashed);
                        });
    }

    // ---- begin and end

    @Override
    protected InitResult<StateMachineServer<S, D>> init() throws Exception {
        Object result;
        try {
            result = module.init();
        } catch (Thrown thrown) {
            result = thrown.value();
        }
        return switch (result) {
            case StateMachine.Ok<?, ?> ok -> {
                stateEnter = module.hasStateEnter();
                keep(ok.state(), ok.data());
                first = ok.actions();
                yield first.isEmpty() && !stateEnter ? ok(this) : ok(this, thenContinue(BEGIN));
            }
            case StateMachine.Ignore<?, ?> _ -> ignore();
            case StateMachine.Stop<?, ?> stop -> stop(stop.reason());
            case null -> stop(new ExitReason.Invalid("bad_return_from_init", Optional.empty()));
            default -> stop(new ExitReason.Invalid("bad_return_from_init", result));
        };
    }

    @SuppressWarnings("unchecked") // a result of a module is of its types
    private void keep(Object newState, Object newData) {
        state = (S) newState;
        data = (D) newData;
    }

    @Override
    protected void terminate(ExitReason reason, StateMachineServer<S, D> self) throws Exception {
        try {
            module.terminate(reason, state(), data());
        } catch (Thrown ignored) {
            // only a way to return
        }
        if (debugging != null && reason.isOrderly()) {
            tell(new Traced.Terminate(reason, state()));
        }
    }

    // ---- what comes

    @Override
    protected Result<StateMachineServer<S, D>> handleContinue(
            Object term, StateMachineServer<S, D> self) throws Exception {
        var turn = new Turn<S, D>(INIT, state(), data());
        List<Action> actions = first;
        first = List.of();
        turn.entered = true;
        act(turn, actions, true);
        turn.postpones = false;
        return finish(turn);
    }

    @Override
    protected CallResult<StateMachineServer<S, D>> handleCall(
            Request<?> request, From from, StateMachineServer<S, D> self) throws Exception {
        return handle(new Event.Call(from, request));
    }

    @Override
    protected Result<StateMachineServer<S, D>> handleCast(
            Object message, StateMachineServer<S, D> self) throws Exception {
        return handle(new Event.Cast(message));
    }

    @Override
    protected Result<StateMachineServer<S, D>> handleInfo(
            Object message, StateMachineServer<S, D> self) throws Exception {
        if (!(message instanceof StateTimeouts.Rang rang)) {
            return handle(new Event.Info(message));
        }
        Event event = timeouts == null ? null : timeouts.rang(rang);
        return event == null ? noreply(this) : handle(event); // none: it was cancelled meanwhile
    }

    private Result<StateMachineServer<S, D>> handle(Event received) throws Exception {
        if (debugging != null) {
            tell(new Traced.In(received, Optional.of(state())));
        }
        return finish(turn(received));
    }

    /// The end of a turn, and all the turns that follow before another message is received.
    private Result<StateMachineServer<S, D>> finish(Turn<S, D> begun) throws Exception {
        Turn<S, D> turn = begun;
        while (true) {
            if (enterAsOftenAsSaid(turn) instanceof ExitReason end) {
                return stop(end, this);
            }
            change(turn);
            Event next = next();
            if (next == null) {
                return noreply(this);
            }
            turn = turn(next);
        }
    }

    /// The next event before the next message; null if there is none.
    private @Nullable Event next() {
        Event next = queue == null ? null : queue.poll();
        if (next == null && timeouts != null) {
            next = timeouts.nextOfNoTime();
            if (next != null && debugging != null) {
                tell(new Traced.In(next, Optional.of(state())));
            }
        }
        return next;
    }

    // ---- a turn: one event, one callback, and what its result says

    /// The results of the callbacks of one event so far.
    private static final class Turn<S, D> {
        final Event event;

        /// The state and the data after it.
        S state;

        D data;
        boolean entered;
        boolean postpones;

        /// Why the machine ends after this event; null if it goes on.
        @Nullable ExitReason end;

        /// Null as long as there are none.
        @Nullable List<Event> inserted;

        @Nullable List<StateMachine.TimeoutAction> timeouts;

        Turn(Event event, S state, D data) {
            this.event = event;
            this.state = state;
            this.data = data;
        }
    }

    private Turn<S, D> turn(Event event) throws Exception {
        var turn = new Turn<S, D>(event, state(), data());
        Object result;
        try {
            result = module.handleEvent(event, turn.state, turn.data);
        } catch (Thrown thrown) {
            result = thrown.value();
        }
        apply(turn, result, true);
        return turn;
    }

    /// Calls [StateMachine#enter] if the state was changed or must be repeated, and again as often
    /// as its result says so. Returns why the machine ends; null if it goes on.
    private @Nullable ExitReason enterAsOftenAsSaid(Turn<S, D> turn) throws Exception {
        while (turn.end == null && turn.entered && stateEnter) {
            Object result;
            try {
                result = module.enter(state(), turn.state, turn.data);
            } catch (Thrown thrown) {
                result = thrown.value();
            }
            apply(turn, result, false);
        }
        return turn.end;
    }

    /// It is short, like all methods that run for each event: the JIT compiler does not inline a
    /// method of more than 325 bytes of code. So rare cases have methods of their own.
    ///
    /// @param ofState whether this is the result of a callback for an event, and not of one that
    ///   enters a state
    @SuppressWarnings("unchecked") // a result of a module is of its types
    private void apply(Turn<S, D> turn, Object result, boolean ofState) {
        switch (result) {
            case StateMachine.NextState<?, ?> next -> {
                boolean same = isSame(next.state(), turn.state);
                if (!same && !ofState) {
                    throw bad(turn, "bad_state_enter_return_from_state_function", result);
                }
                turn.entered = !same;
                turn.state = same ? turn.state : (S) next.state();
                turn.data = (D) next.data();
                act(turn, next.actions(), ofState);
            }
            case StateMachine.KeepState<?, ?>(var newData, var actions) -> {
                turn.entered = false;
                turn.data = newData.isPresent() ? (D) newData.get() : turn.data;
                act(turn, actions, ofState);
            }
            case null, default -> applyRare(turn, result, ofState);
        }
    }

    @SuppressWarnings("unchecked") // a result of a module is of its types
    private void applyRare(Turn<S, D> turn, @Nullable Object result, boolean ofState) {
        switch (result) {
            case StateMachine.RepeatState<?, ?>(var newData, var actions) -> {
                turn.entered = true;
                turn.data = newData.isPresent() ? (D) newData.get() : turn.data;
                act(turn, actions, ofState);
            }
            case StateMachine.Stop<?, ?>(var reason, var replies, var newData) -> {
                keep(turn.state, newData.isPresent() ? newData.get() : turn.data);
                replies.forEach(this::answer);
                turn.end = reason;
            }
            case null -> throw bad(turn, "bad_return_from_state_function", Optional.empty());
            default -> throw bad(turn, "bad_return_from_state_function", result);
        }
    }

    private static boolean isSame(Object one, Object other) {
        return one == other || one.equals(other);
    }

    /// The machine ends: [#terminate] sees how far the turn has come.
    private BadReturnException bad(Turn<S, D> turn, String tag, Object value) {
        keep(turn.state, turn.data);
        return new BadReturnException(tag, value);
    }

    private void answer(StateMachine.Reply reply) {
        reply.from().reply(reply.answer());
        if (debugging != null) {
            tell(new Traced.Out(reply.answer(), reply.from().pid(), Optional.empty()));
        }
    }

    private void act(Turn<S, D> turn, List<Action> actions, boolean ofState) {
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            if (action instanceof StateMachine.EnterAction anywhere) {
                act(turn, anywhere);
            } else {
                act(turn, action, ofState);
            }
        }
    }

    /// The actions that are allowed after every callback.
    private void act(Turn<S, D> turn, StateMachine.EnterAction action) {
        switch (action) {
            case StateMachine.Reply reply -> answer(reply);
            case StateMachine.Hibernate() -> {}
            case StateMachine.TimeoutAction timeout -> {
                List<StateMachine.TimeoutAction> all = turn.timeouts;
                if (all == null) {
                    all = new ArrayList<>(2);
                    turn.timeouts = all;
                }
                all.add(timeout);
            }
        }
    }

    private void act(Turn<S, D> turn, Action action, boolean ofState) {
        switch (action) {
            case StateMachine.EnterAction anywhere -> act(turn, anywhere);
            case Action other when !ofState ->
                    throw bad(turn, "bad_state_enter_action_from_state_function", other);
            case Action.Postpone() -> turn.postpones = true;
            case Action.NextEvent(var event) -> {
                List<Event> all = turn.inserted;
                if (all == null) {
                    all = new ArrayList<>(2);
                    turn.inserted = all;
                }
                all.add(event);
                if (debugging != null) {
                    tell(new Traced.In(event, Optional.of(turn.state)));
                }
            }
            case Action.ChangeCallbackModule(var other) -> use(other);
            case Action.PushCallbackModule(var other) -> {
                Deque<StateMachine<S, D>> modules = below;
                if (modules == null) {
                    modules = new ArrayDeque<>();
                    below = modules;
                }
                modules.push(module);
                use(other);
            }
            case Action.PopCallbackModule() -> {
                if (below == null || below.isEmpty()) {
                    throw bad(turn, "bad_action_from_state_function", action);
                }
                use(below.pop());
            }
        }
    }

    @SuppressWarnings("unchecked") // a machine names machines of its own types
    private void use(StateMachine<?, ?> other) {
        module = (StateMachine<S, D>) other;
        stateEnter = other.hasStateEnter();
    }

    // ---- the end of a turn

    private void change(Turn<S, D> turn) {
        S before = state();
        boolean same = isSame(turn.state, before);
        if (turn.postpones) {
            List<Event> waiting = postponed;
            if (waiting == null) {
                waiting = new ArrayList<>();
                postponed = waiting;
            }
            waiting.add(turn.event);
        }
        if (debugging != null && turn.event != INIT) {
            tell(
                    turn.postpones
                            ? new Traced.Postpone(turn.event, before, turn.state)
                            : new Traced.Consume(turn.event, before, turn.state));
        }
        StateTimeouts set = timeouts;
        if (set != null) {
            set.endWithEvent(!same);
        }
        if (!same && postponed != null && !postponed.isEmpty()) {
            putFirst(postponed);
            postponed.clear();
        }
        state = turn.state;
        data = turn.data;
        if (turn.timeouts != null) {
            if (set == null) {
                set = new StateTimeouts(ProcessCell.current());
                timeouts = set;
            }
            set.change(turn.timeouts, debugging == null ? null : this::tellOf);
        }
        if (turn.inserted != null) {
            putFirst(turn.inserted);
        }
    }

    private void tellOf(StateMachine.SetTimeout timeout) {
        tell(
                new Traced.StartTimer(
                        timeout.kind().event(timeout.content()), timeout.time(), state()));
    }

    /// These come next, in this order.
    private void putFirst(List<Event> events) {
        Deque<Event> all = queue;
        if (all == null) {
            all = new ArrayDeque<>();
            queue = all;
        }
        for (int i = events.size() - 1; i >= 0; i--) {
            all.addFirst(events.get(i));
        }
    }

    private void tell(Traced event) {
        Debugging told = debugging;
        if (told != null) {
            told.tell(event);
        }
    }
}
