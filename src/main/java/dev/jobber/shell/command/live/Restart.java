package dev.jobber.shell.command.live;

import dev.jobber.job.JobHandle;
import dev.jobber.observer.Observer;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.otp.StartResult;
import dev.jobber.otp.Supervisor;
import java.util.Optional;

/// How a process is started again by its supervisor.
sealed interface Restart {
    /// The process that ends first, if there is one.
    Optional<Pid> falls();

    /// Does it, and waits for the supervisor.
    ///
    /// @throws ExitException where it cannot be done
    void run();

    /// How the process of this pid is started again, which may be dead; empty if it has no
    /// supervisor. A job that has a supervisor of its own is started again in it, even after its
    /// end.
    static Optional<Restart> of(Observer observer, Pid pid) {
        Optional<Restart> job =
                observer.jobber().findByNumber(pid.id()).flatMap(it -> ofJob(observer, it));
        return job.or(() ->
                observer.node()
                        .info(pid)
                        .flatMap(ProcessInfo::parent)
                        .filter(observer.supervisors()::isSupervisor)
                        .map(supervisor ->
                                observer.supervisors().isDynamic(supervisor)
                                        ? new ByKill(pid)
                                        : new OfChild(
                                                observer,
                                                supervisor,
                                                pid.toString(),
                                                Optional.of(pid))));
    }

    private static Optional<Restart> ofJob(Observer observer, JobHandle job) {
        return job.supervisorNumber().stream()
                .mapToObj(observer.node()::pid)
                .flatMap(Optional::stream)
                .filter(supervisor -> !observer.supervisors().isDynamic(supervisor))
                .map(supervisor -> ofChild(observer, supervisor, job))
                .findFirst();
    }

    private static Restart ofChild(Observer observer, Pid supervisor, JobHandle job) {
        return new OfChild(observer, supervisor, "Job", observer.processes().find(job.id()));
    }

    /// Its supervisor knows it by an id, stops it and starts it.
    ///
    /// @param child the id, or the pid of the child
    record OfChild(Observer observer, Pid supervisor, String child, Optional<Pid> falls)
            implements Restart {
        @Override
        public void run() {
            Object id =
                    observer.supervisors()
                            .child(supervisor, child)
                            .orElseThrow(() -> new ExitException(ExitReason.NOT_FOUND));
            var _ = Supervisor.terminateChild(supervisor, id);
            if (Supervisor.restartChild(supervisor, id) instanceof StartResult.Failed(var reason)) {
                throw new ExitException(reason);
            }
        }
    }

    /// A dynamic supervisor knows its children by no ids. It starts a child again that is killed,
    /// unless the child is temporary.
    ///
    /// @param pid the child
    record ByKill(Pid pid) implements Restart {
        @Override
        public Optional<Pid> falls() {
            return Optional.of(pid);
        }

        @Override
        public void run() {
            Process.exit(pid, ExitReason.KILL);
        }
    }
}
