package dev.jobber.guide;

import dev.jobber.otp.GenServer;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import java.time.Duration;

/// Beats once a second.
final class Heart extends GenServer<Integer, Request<?>, Object> {
    @Override
    protected InitResult<Integer> init() {
        Process.sendInterval(Process.self(), "beat", Duration.ofSeconds(1));
        return ok(0);
    }

    @Override
    protected Result<Integer> handleInfo(Object message, Integer beats) {
        return noreply(beats + 1);
    }
}
