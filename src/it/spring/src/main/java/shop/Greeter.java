package shop;

import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Request;

/// The service.
final class Greeter extends GenServer<Integer, Greeter.Greet, Void> {
    record Greet(String name) implements Request<String> {}

    @Override
    protected InitResult<Integer> init() {
        return ok(0);
    }

    @Override
    protected CallResult<Integer> handleCall(Greet greet, From from, Integer count) {
        return reply("Hello, " + greet.name(), count + 1);
    }
}
