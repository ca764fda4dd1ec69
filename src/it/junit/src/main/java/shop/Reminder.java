package shop;

import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import java.time.Duration;

/// Sends a message when an hour is over.
final class Reminder extends GenServer<Pid, Request<?>, Void> {
    private final Pid receiver;

    Reminder(Pid receiver) {
        this.receiver = receiver;
    }

    @Override
    protected InitResult<Pid> init() {
        Process.sendAfter(Process.self(), "over", Duration.ofHours(1));
        return ok(receiver);
    }

    @Override
    protected Result<Pid> handleInfo(Object message, Pid to) {
        Process.send(to, "an hour is over");
        return noreply(to);
    }
}
