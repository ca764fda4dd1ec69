package dev.jobber.transcript;

import static java.util.Objects.requireNonNull;

import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.Process;
import dev.jobber.otp.StateMachine;
import dev.jobber.otp.Thrown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A state machine that does what it is told, clause by clause. Its data are the number of events
/// that were handled and kept.
final class ActionMachine extends StateMachine<Term, Term> {
    private final ReplayWorld host;
    private final String name;
    private final boolean enters;
    private final boolean trapsExit;
    private final List<String> begin;

    ActionMachine(
            ReplayWorld host, String name, boolean enters, boolean trapsExit, List<String> begin) {
        this.host = host;
        this.name = name;
        this.enters = enters;
        this.trapsExit = trapsExit;
        this.begin = begin;
    }

    @Override
    protected boolean hasStateEnter() {
        return enters;
    }

    @Override
    protected InitResult<Term, Term> init() {
        host.watch(name);
        if (trapsExit) {
            Process.trapExit(true);
        }
        host.event(name + " init");
        return switch (begin.getFirst()) {
            case "ignore" -> ignore();
            case "stop" -> stop(Reasons.of(begin.get(1)));
            case "raise" -> throw new RuntimeException("boom");
            case "exit" -> throw new ExitException(Reasons.of(begin.get(1)));
            case "bad" -> throw new Thrown(TermParser.parse(begin.get(1)));
            case String state ->
                    new Ok<>(
                            TermParser.parse(state),
                            Term.Int.of(0),
                            actions(clauses(Words.after(begin, 1)), Optional.empty()));
        };
    }

    @Override
    protected Result<Term, Term> handleEvent(Event event, Term state, Term data) {
        Object content = MachineSteps.content(event);
        host.event(name + " " + state + " " + MachineSteps.text(host, event));
        List<String> words =
                content instanceof Do(var given) ? given : script(name + " " + host.print(content));
        Optional<From> from =
                event instanceof Event.Call(var caller, _) ? Optional.of(caller) : Optional.empty();
        return act(words, from, data);
    }

    @Override
    protected EnterResult<Term, Term> enter(Term from, Term state, Term data) {
        host.event(name + " " + state + " enter " + from);
        Result<Term, Term> result = act(script(name + " enter " + state), Optional.empty(), data);
        if (result instanceof EnterResult<Term, Term> allowed) {
            return allowed;
        }
        throw new Thrown(result); // the compiler lets it pass in no other way
    }

    private List<String> script(String what) {
        return host.scripts.getOrDefault(what, List.of("keep_all"));
    }

    private static List<List<String>> clauses(List<String> words) {
        List<List<String>> clauses = new ArrayList<>();
        List<String> clause = new ArrayList<>();
        for (String word : words) {
            if (word.equals("and")) {
                clauses.add(List.copyOf(clause));
                clause.clear();
            } else {
                clause.add(word);
            }
        }
        clauses.add(List.copyOf(clause));
        clauses.removeIf(List::isEmpty);
        return clauses;
    }

    // ---- one event

    private Result<Term, Term> act(List<String> words, Optional<From> from, Term data) {
        List<String> result = List.of("keep_all");
        List<List<String>> actions = new ArrayList<>();
        boolean thrown = false;
        for (List<String> clause : clauses(words)) {
            switch (clause.getFirst()) {
                case "hold" -> host.hold(name);
                case "sleep" -> host.pause(time(clause.get(1)));
                case "keepfrom" -> host.kept.put(clause.get(1), from.orElseThrow());
                case "reply_now" -> from.orElseThrow().reply(TermParser.parse(clause.get(1)));
                case "self_send" -> Process.send(Process.self(), TermParser.parse(clause.get(1)));
                case "raise" -> throw new RuntimeException("boom");
                case "exit" -> throw new ExitException(Reasons.of(clause.get(1)));
                case "throw" -> throw new Thrown(TermParser.parse(clause.get(1)));
                case "throw_result" -> thrown = true;
                case "next",
                        "keep",
                        "keep_all",
                        "repeat",
                        "repeat_all",
                        "stop",
                        "stop_data",
                        "stop_reply",
                        "stop_reply_data",
                        "bad" ->
                        result = clause;
                default -> actions.add(clause);
            }
        }
        Result<Term, Term> returned = result(result, actions(actions, from), next(data));
        if (thrown) {
            throw new Thrown(returned);
        }
        return returned;
    }

    private static Term next(Term data) {
        return new Term.Int(((Term.Int) data).value().add(java.math.BigInteger.ONE));
    }

    private static Result<Term, Term> result(List<String> words, List<Action> actions, Term data) {
        String argument = words.size() > 1 ? words.get(1) : "normal";
        return switch (words.getFirst()) {
            case "next" -> new NextState<>(TermParser.parse(argument), data, actions);
            case "keep" -> new KeepState<>(Optional.of(data), actions);
            case "keep_all" -> new KeepState<>(Optional.empty(), actions);
            case "repeat" -> new RepeatState<>(Optional.of(data), actions);
            case "repeat_all" -> new RepeatState<>(Optional.empty(), actions);
            case "stop" -> stop(Reasons.of(argument));
            case "stop_data" -> stop(Reasons.of(argument), data);
            case "stop_reply" -> stopAndReply(Reasons.of(argument), replies(actions));
            case "stop_reply_data" -> stopAndReply(Reasons.of(argument), data, replies(actions));
            default -> throw new Thrown(TermParser.parse(argument));
        };
    }

    private static Reply[] replies(List<Action> actions) {
        return actions.stream().map(Reply.class::cast).toArray(Reply[]::new);
    }

    // ---- actions

    private List<Action> actions(List<List<String>> clauses, Optional<From> from) {
        return clauses.stream().map(clause -> action(clause, from)).toList();
    }

    private Action action(List<String> words, Optional<From> from) {
        return switch (words.getFirst()) {
            case "reply" -> reply(from.orElseThrow(), TermParser.parse(words.get(1)));
            case "reply_to" -> reply(kept(words.get(1)), TermParser.parse(words.get(2)));
            case "postpone" -> postpone();
            case "hibernate" -> hibernate();
            case "next_event" -> nextEvent(event(words.get(1), TermParser.parse(words.get(2))));
            case "next_call" ->
                    nextEvent(new Event.Call(kept(words.get(1)), TermParser.parse(words.get(2))));
            case "state_timeout" ->
                    stateTimeout(time(words.get(1)), TermParser.parse(words.get(2)));
            case "event_timeout" ->
                    eventTimeout(time(words.get(1)), TermParser.parse(words.get(2)));
            case "timeout" ->
                    timeout(
                            TermParser.parse(words.get(1)),
                            time(words.get(2)),
                            TermParser.parse(words.get(3)));
            case "cancel" -> new CancelTimeout(kind(words.get(1)));
            case "update" -> new UpdateTimeout(kind(words.get(1)), TermParser.parse(words.get(2)));
            default -> throw new IllegalArgumentException("expected an action, got: " + words);
        };
    }

    private From kept(String key) {
        return requireNonNull(host.kept.get(key));
    }

    private static Event event(String type, Term content) {
        return switch (type) {
            case "internal" -> new Event.Internal(content);
            case "cast" -> new Event.Cast(content);
            case "info" -> new Event.Info(content);
            default -> kind(type).event(content);
        };
    }

    private static TimeoutKind kind(String word) {
        return switch (word) {
            case "state_timeout" -> new TimeoutKind.OfState();
            case "event_timeout" -> new TimeoutKind.OfEvent();
            default -> new TimeoutKind.Named(TermParser.parse(word));
        };
    }

    private static Duration time(String word) {
        return ServerSteps.duration(word);
    }

    // ---- the end

    @Override
    protected void terminate(ExitReason reason, Term state, Term data) {
        // Erlang tells terminate of a bad return without the stack that is in the exit reason
        String why =
                reason instanceof ExitReason.Crash(BadReturnException bad)
                        ? text(host.printer(), bad)
                        : host.print(reason);
        host.event(name + " terminate " + why + " " + state + " " + data);
        List<String> words = host.onTerminate.get(name);
        if (words != null) {
            switch (words.getFirst()) {
                case "raise" -> throw new RuntimeException("boom");
                case "exit" -> throw new ExitException(Reasons.of(words.get(1)));
                default -> throw new Thrown(TermParser.parse(words.get(1)));
            }
        }
    }

    /// `{:bad_return_from_state_function, :x}`
    static String text(ReplayPrinter printer, BadReturnException bad) {
        return ReplayPrinter.tuple(":" + bad.tag(), value(printer, bad.value()));
    }

    private static String value(ReplayPrinter printer, Object value) {
        return switch (value) {
            case NextState<?, ?>(var state, var data, var actions) when actions.isEmpty() ->
                    ReplayPrinter.tuple(":next_state", printer.text(state), printer.text(data));
            case Action.Postpone() -> ":postpone";
            case Action.NextEvent(Event.Internal(var content)) ->
                    ReplayPrinter.tuple(":next_event", ":internal", printer.text(content));
            default -> printer.text(value);
        };
    }
}
