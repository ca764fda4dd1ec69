package dev.jobber.guide;

import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import java.time.Duration;

/// Tells a process when an hour is over.
final class Reminder extends GenServer<Pid, Request<?>, Object> {
    private final Pid whom;

    Reminder(Pid whom) {
        this.whom = whom;
    }

    @Override
    protected InitResult<Pid> init() {
        Process.sendAfter(Process.self(), "ring", Duration.ofHours(1));
        return ok(whom);
    }

    @Override
    protected Result<Pid> handleInfo(Object message, Pid state) {
        Process.send(state, "an hour is over");
        return noreply(state);
    }
}
