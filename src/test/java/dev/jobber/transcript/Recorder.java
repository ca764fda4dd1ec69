package dev.jobber.transcript;

import dev.jobber.otp.Down;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;

/// Watches processes: a process of its own that monitors them, and sees how they end.
final class Recorder extends GenServer<World, Recorder.Watch, Recorder.Watch> {
    /// Watch this process, known by this name from now on.
    record Watch(Pid pid, String name) implements Request<Boolean> {}

    private final World world;

    Recorder(World world) {
        this.world = world;
    }

    @Override
    protected InitResult<World> init() {
        return ok(world);
    }

    @Override
    protected CallResult<World> handleCall(Watch request, From from, World state) {
        world.names().nameLife(request.pid(), request.name());
        world.watched(request.pid(), request.name());
        Process.monitor(request.pid());
        return reply(true, state);
    }

    @Override
    protected Result<World> handleInfo(Object message, World state) {
        if (message instanceof Down(_, Pid pid, var reason)) {
            world.ended(pid, reason);
        }
        return noreply(state);
    }
}
