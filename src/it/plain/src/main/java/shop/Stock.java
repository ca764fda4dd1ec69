package shop;

import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Request;

/// A server of the application: how many things there are.
final class Stock extends GenServer<Integer, Stock.Count, Stock.Add> {
    static final String NAME = "stock";

    record Count() implements Request<Integer> {}

    record Add(int number) {}

    @Override
    protected InitResult<Integer> init() {
        return ok(0);
    }

    @Override
    protected CallResult<Integer> handleCall(Count question, From from, Integer number) {
        return reply(number, number);
    }

    @Override
    protected Result<Integer> handleCast(Add more, Integer number) {
        return noreply(number + more.number());
    }
}
