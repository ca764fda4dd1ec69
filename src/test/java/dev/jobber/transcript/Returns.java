package dev.jobber.transcript;

import dev.jobber.otp.GenServer;
import dev.jobber.otp.GenServer.After;
import dev.jobber.otp.GenServer.CallResult;
import dev.jobber.otp.GenServer.InitResult;
import dev.jobber.otp.GenServer.Result;
import dev.jobber.otp.Process;
import dev.jobber.otp.Thrown;
import java.time.Duration;
import java.util.List;

/// Terms as what callbacks return. One that is no such thing can be returned by a throw only.
final class Returns {
    private Returns() {}

    static InitResult<Term> init(Term value) {
        return switch (value) {
            case Term.Atom(var name) when name.equals("ignore") -> new GenServer.Ignore<>();
            case Term.Tuple tuple when tuple.is("ok", 2) ->
                    new GenServer.Ok<>(tuple.items().get(1), new After.Nothing());
            case Term.Tuple tuple when tuple.is("ok", 3) && isAfter(tuple) ->
                    new GenServer.Ok<>(tuple.items().get(1), after(tuple));
            case Term.Tuple tuple when tuple.is("stop", 2) ->
                    new GenServer.StopInit<>(Reasons.of(tuple.items().get(1)));
            default -> throw new Thrown(value);
        };
    }

    static CallResult<Term> call(Term value) {
        return switch (value) {
            case Term.Tuple tuple when tuple.is("reply", 3) ->
                    new GenServer.Reply<>(
                            tuple.items().get(1), tuple.items().get(2), new After.Nothing());
            case Term.Tuple tuple when tuple.is("reply", 4) && isAfter(tuple) ->
                    new GenServer.Reply<>(tuple.items().get(1), tuple.items().get(2), after(tuple));
            case Term.Tuple tuple when tuple.is("stop", 4) ->
                    new GenServer.StopReply<>(
                            Reasons.of(tuple.items().get(1)),
                            tuple.items().get(2),
                            tuple.items().get(3));
            default -> result(value);
        };
    }

    static Result<Term> result(Term value) {
        return switch (value) {
            case Term.Tuple tuple when tuple.is("noreply", 2) ->
                    new GenServer.NoReply<>(tuple.items().get(1), new After.Nothing());
            case Term.Tuple tuple when tuple.is("noreply", 3) && isAfter(tuple) ->
                    new GenServer.NoReply<>(tuple.items().get(1), after(tuple));
            case Term.Tuple tuple when tuple.is("stop", 3) ->
                    new GenServer.Stop<>(Reasons.of(tuple.items().get(1)), tuple.items().get(2));
            default -> throw new Thrown(value);
        };
    }

    private static boolean isAfter(Term.Tuple tuple) {
        return switch (tuple.items().getLast()) {
            case Term.Int(var time) -> time.signum() >= 0;
            case Term.Atom(var name) -> List.of("hibernate", "infinity").contains(name);
            case Term.Tuple last -> last.is("continue", 2);
            default -> false;
        };
    }

    private static After after(Term.Tuple tuple) {
        return switch (tuple.items().getLast()) {
            case Term.Int(var time) -> new After.Idle(Duration.ofMillis(time.longValue()));
            case Term.Atom(var name) when name.equals("hibernate") -> new After.Hibernate();
            case Term.Tuple(var items) ->
                    new After.Continue(
                            items.getLast() instanceof Term.Opaque(var action)
                                    ? action
                                    : items.getLast());
            default -> new After.Idle(Process.INFINITY);
        };
    }
}
