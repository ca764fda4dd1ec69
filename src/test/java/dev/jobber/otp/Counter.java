package dev.jobber.otp;

/// The server a newcomer would write first.
final class Counter extends GenServer<Integer, Counter.Query<?>, Counter.Change> {
    sealed interface Query<R> extends Request<R> {}

    record Get() implements Query<Integer> {}

    sealed interface Change {}

    record Add(int n) implements Change {}

    private final int first;

    Counter(int first) {
        this.first = first;
    }

    @Override
    protected InitResult<Integer> init() {
        return ok(first);
    }

    @Override
    protected CallResult<Integer> handleCall(Query<?> request, From from, Integer count) {
        return switch (request) {
            case Get get -> reply(get, count, count);
        };
    }

    @Override
    protected Result<Integer> handleCast(Change message, Integer count) {
        return switch (message) {
            case Add(int n) -> noreply(count + n);
        };
    }
}
