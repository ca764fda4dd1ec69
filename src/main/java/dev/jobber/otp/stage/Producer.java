package dev.jobber.otp.stage;

import dev.jobber.otp.Down;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Request;
import java.util.List;

/// A process that gives values when it is asked for them.
///
/// ```java
/// final class Numbers extends Producer<Integer> {
///     private int next;
///
///     @Override
///     protected List<Integer> handleDemand(long demand) {
///         List<Integer> some = IntStream.range(next, next + (int) demand).boxed().toList();
///         next += some.size();
///         return some;
///     }
/// }
/// ```
///
/// It is started as any [GenServer].
///
/// @param <E> what it gives, an immutable value
public abstract class Producer<E> extends GenServer<Integer, Request<?>, Object> {
    private final Outlet<E> outlet = new Outlet<>();

    /// For subclasses.
    protected Producer() {}

    /// Consumers ask for this number of values, beyond those that are owed already: gives them, or
    /// fewer if there are fewer now; the rest by [#give] when they are there. More than that wait
    /// until they are asked for.
    protected abstract List<? extends E> handleDemand(long demand) throws Exception;

    /// A message that is none of the stages': what [dev.jobber.otp.Process#send] or a cast brought.
    protected void handleMessage(Object message) throws Exception {}

    /// Gives values that were not there when they were asked for. By its own process, in a
    /// callback.
    protected final void give(List<? extends E> values) {
        outlet.give(values);
    }

    /// How many values it has given that no consumer has asked for.
    protected final int waiting() {
        return outlet.waiting();
    }

    @Override
    protected InitResult<Integer> init() throws Exception {
        return ok(0);
    }

    @Override
    protected final Result<Integer> handleCast(Object message, Integer state) throws Exception {
        switch (message) {
            case Flow.Subscribe(var consumer) -> outlet.subscribed(consumer);
            case Flow.Ask(var consumer, int number) -> {
                long demand = outlet.asked(consumer, number);
                if (demand > 0) {
                    outlet.give(handleDemand(demand));
                }
            }
            default -> handleMessage(message);
        }
        return noreply(state);
    }

    @Override
    protected final Result<Integer> handleInfo(Object message, Integer state) throws Exception {
        if (message instanceof Down down) {
            outlet.ended(down);
        } else {
            handleMessage(message);
        }
        return noreply(state);
    }
}
