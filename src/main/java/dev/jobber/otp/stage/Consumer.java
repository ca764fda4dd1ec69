package dev.jobber.otp.stage;

import dev.jobber.otp.Dest;
import dev.jobber.otp.Down;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Request;
import java.util.List;
import java.util.Optional;

/// A process that asks for values and handles them.
///
/// ```java
/// final class Sum extends Consumer<Integer> {
///     private long sum;
///
///     @Override
///     protected void handleValues(List<Integer> values) {
///         values.forEach(value -> sum += value);
///     }
/// }
///
/// Pid sum = GenServer.startLink(new Sum()).pidOrExit();
/// Consumer.subscribe(sum, numbers, Demand.DEFAULT);
/// ```
///
/// It is started as any [GenServer]. It handles as many values at a time as lie between the most
/// and the least of its [Demand], and asks for as many again when it has.
///
/// @param <E> what it handles
public abstract class Consumer<E> extends GenServer<Integer, Request<?>, Object> {
    private final Inlet inlet = new Inlet();

    /// For subclasses.
    protected Consumer() {}

    /// Has a consumer ask a producer for values from now on. Does not wait. It may have several
    /// producers.
    public static void subscribe(Dest consumer, Dest producer, Demand demand) {
        GenServer.cast(consumer, new Flow.SubscribeTo(producer, demand));
    }

    /// Some values have come, in the order in which the producer gave them. May block: no more come
    /// meanwhile than were asked for.
    protected abstract void handleValues(List<E> values) throws Exception;

    /// A message that is none of the stages'.
    protected void handleMessage(Object message) throws Exception {}

    /// Hears of values before they are handled, and of producers that end: for a stage that also
    /// gives values.
    void given(Pid producer, List<E> values) throws Exception {
        handleValues(values);
        inlet.handled(producer, values.size());
    }

    final Inlet inlet() {
        return inlet;
    }

    @Override
    protected InitResult<Integer> init() throws Exception {
        return ok(0);
    }

    @Override
    protected Result<Integer> handleCast(Object message, Integer state) throws Exception {
        switch (message) {
            case Flow.SubscribeTo to -> inlet.subscribe(to);
            case Flow.Values(var producer, var values) -> take(producer, values);
            default -> handleMessage(message);
        }
        return noreply(state);
    }

    @SuppressWarnings("unchecked") // a producer gives what its consumers handle
    private void take(Pid producer, List<?> values) throws Exception {
        int batch = inlet.batch(producer);
        for (int i = 0; i < values.size(); i += batch) {
            given(
                    producer,
                    (List<E>) List.copyOf(values.subList(i, Math.min(i + batch, values.size()))));
        }
    }

    @Override
    protected Result<Integer> handleInfo(Object message, Integer state) throws Exception {
        if (!(message instanceof Down down)) {
            handleMessage(message);
            return noreply(state);
        }
        Optional<ExitReason> end = inlet.ended(down);
        return end.isPresent() ? stop(end.get(), state) : noreply(state);
    }
}
