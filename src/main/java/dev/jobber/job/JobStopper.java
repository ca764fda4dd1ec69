package dev.jobber.job;

import dev.jobber.otp.Dest;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Supervisor;
import java.util.Optional;

/// Stops jobs in an orderly way, wherever in the tree they run, so that nothing starts them again.
///
/// @param runner where supervised and direct jobs run
record JobStopper(Dest runner) {
    /// Stops a job. A supervised one has ended when this returns; another one ends soon. The caller
    /// must be a process.
    void stop(JobLifecycle job) {
        job.unwant();
        try {
            // JobRunner has answered: what it was starting when the job became unwanted has now
            // started or failed.
            var _ = DynamicSupervisor.countChildren(runner);
        } catch (ExitException noRunner) {
            // Then a bare job is all there can be.
        }
        Optional<Pid> supervisor = job.supervisor();
        Optional<Pid> process = job.process();
        try {
            switch (job.placement()) {
                case Placement.Supervised() ->
                        supervisor.ifPresent(
                                pid -> Supervisor.stop(pid, ExitReason.SHUTDOWN, Process.INFINITY));
                case Placement.Direct(_) ->
                        process.ifPresent(pid -> DynamicSupervisor.terminateChild(runner, pid));
                case Placement.Bare() ->
                        process.ifPresent(pid -> Process.exit(pid, ExitReason.SHUTDOWN));
            }
        } catch (ExitException gone) {
            // Then it has ended, and that is what was wanted.
        }
    }
}
