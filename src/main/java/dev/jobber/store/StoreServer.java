package dev.jobber.store;

import dev.jobber.job.JobHandle;
import dev.jobber.otp.Down;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Request;
import java.time.Duration;

/// A process of the store: does something again and again, or when a job has ended. It hands work
/// to the threads of the database and waits for none of it, so it answers at once.
final class StoreServer extends GenServer<StoreServer.State, Request<?>, Void> {
    private final Duties duties;

    /// What it does.
    interface Duties {
        /// It has begun, perhaps again after a crash.
        default void begin() {}

        /// Its time has come.
        default void tick() {}

        /// A job of this node has ended.
        default void ended(JobHandle job) {}

        /// A process has ended that this one monitors.
        default void down(Pid pid) {}

        /// How long it waits before the next tick.
        Duration pause();
    }

    /// Its state.
    ///
    /// @param ticks how often its time has come
    record State(long ticks) {}

    /// Asks it to monitor a process.
    record Watch(Pid pid) {}

    private enum Alarm {
        TICK
    }

    StoreServer(Duties duties) {
        this.duties = duties;
    }

    @Override
    protected InitResult<State> init() {
        duties.begin();
        wind();
        return ok(new State(0));
    }

    private void wind() {
        Process.sendAfter(Process.self(), Alarm.TICK, duties.pause());
    }

    @Override
    protected Result<State> handleInfo(Object message, State state) throws Exception {
        switch (message) {
            case Alarm.TICK -> {
                duties.tick();
                wind();
                return noreply(new State(state.ticks() + 1));
            }
            case JobHandle.Ended(JobHandle job) -> {
                duties.ended(job);
                return noreply(state);
            }
            case Watch(Pid pid) -> {
                var _ = Process.monitor(pid);
                return noreply(state);
            }
            case Down(_, Pid pid, _) -> {
                duties.down(pid);
                return noreply(state);
            }
            default -> {
                return super.handleInfo(message, state);
            }
        }
    }
}
