package dev.jobber.otp.stage;

import dev.jobber.otp.Down;
import dev.jobber.otp.Pid;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A stage that asks for values and gives others: GenStage's producer-consumer. It asks its
/// producers for more only when its own consumers have taken what it has given.
///
/// @param <A> what it handles
/// @param <B> what it gives, an immutable value
public abstract class Transformer<A, B> extends Consumer<A> {
    private final Outlet<B> outlet = new Outlet<>();

    /// Handled values for which no more have been asked yet, because what became of them waits.
    private record Taken(Pid producer, int number) {}

    private final Deque<Taken> taken = new ArrayDeque<>();

    /// For subclasses.
    protected Transformer() {}

    /// What becomes of some values: any number of others.
    protected abstract List<? extends B> transform(List<A> values) throws Exception;

    @Override
    protected final void handleValues(List<A> values) throws Exception {
        outlet.give(transform(values));
    }

    @Override
    final void given(Pid producer, List<A> values) throws Exception {
        handleValues(values);
        taken.add(new Taken(producer, values.size()));
        askForMore();
    }

    private void askForMore() {
        while (outlet.waiting() == 0 && !taken.isEmpty()) {
            Taken next = taken.poll();
            inlet().handled(next.producer(), next.number());
        }
    }

    @Override
    protected final Result<Integer> handleCast(Object message, Integer state) throws Exception {
        switch (message) {
            case Flow.Subscribe(var consumer) -> outlet.subscribed(consumer);
            case Flow.Ask(var consumer, int number) -> {
                var _ = outlet.asked(consumer, number);
                askForMore();
            }
            default -> {
                return super.handleCast(message, state);
            }
        }
        return noreply(state);
    }

    @Override
    protected final Result<Integer> handleInfo(Object message, Integer state) throws Exception {
        if (message instanceof Down down) {
            outlet.ended(down);
        }
        return super.handleInfo(message, state);
    }
}
