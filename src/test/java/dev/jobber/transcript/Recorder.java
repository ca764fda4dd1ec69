package dev.jobber.transcript;

import dev.jobber.otp.Down;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;

/// Watches processes: a process of its own that monitors them, and sees how they end.
final class Recorder extends GenServer<ReplayWorld, Recorder.Watch, Recorder.Watch> {
    /// Watch this process, known by this name from now on.
    record Watch(Pid pid, String name) implements Request<Boolean> {}

    private final ReplayWorld host;

    Recorder(ReplayWorld host) {
        this.host = host;
    }

    @Override
    protected InitResult<ReplayWorld> init() {
        return ok(host);
    }

    @Override
    protected CallResult<ReplayWorld> handleCall(Watch request, From from, ReplayWorld state) {
        host.names().nameLife(request.pid(), request.name());
        host.watched(request.pid(), request.name());
        Process.monitor(request.pid());
        return reply(true, state);
    }

    @Override
    protected Result<ReplayWorld> handleInfo(Object message, ReplayWorld state) {
        if (message instanceof Down(_, Pid pid, var reason)) {
            host.ended(pid, reason);
        }
        return noreply(state);
    }
}
