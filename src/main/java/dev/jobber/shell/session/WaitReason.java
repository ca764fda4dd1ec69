package dev.jobber.shell.session;

import dev.jobber.job.JobHandle;
import dev.jobber.job.Jobber;
import dev.jobber.observer.Observer;
import dev.jobber.observer.ProcessLookup;
import dev.jobber.otp.Pid;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The reason why a command waits. The prompt shows it as a sentence when the wait takes longer
/// than a second. The sentence is made only when it is shown.
public sealed interface WaitReason {
    /// The event the command waits for: `JobRunner #PID<0.104.0> to start good`.
    String what();

    /// The command that ends the wait at once, besides Ctrl-C; empty if there is none.
    default String end() {
        return "";
    }

    /// What still happens after Ctrl-C; empty if nothing does.
    default String goesOn() {
        return "";
    }

    /// The line that the prompt shows.
    default String line() {
        return "waiting for "
                + what()
                + "; "
                + (end().isEmpty() ? "" : end() + ", ")
                + "Ctrl-C stops the waiting";
    }

    /// A process must reply to a request that changes nothing.
    ///
    /// @param name what the line calls it
    record OfAnswer(Observer observer, String name, Pid pid) implements WaitReason {
        @Override
        public String what() {
            return named(name, pid) + " to answer: it handles earlier messages first";
        }

        @Override
        public String end() {
            return killing(observer, pid);
        }
    }

    /// A process must carry out a request.
    ///
    /// @param name what the line calls it
    /// @param task what it is to do: `start good`
    record OfTask(Observer observer, String name, Pid pid, String task) implements WaitReason {
        @Override
        public String what() {
            return named(name, pid) + " to " + task + ": it handles earlier messages first";
        }

        @Override
        public String end() {
            return killing(observer, pid);
        }

        @Override
        public String goesOn() {
            return "the request stays: " + named(name, pid) + " will still " + task;
        }
    }

    /// A process must end, as it was asked to.
    ///
    /// @param name what the line calls it
    record OfEnd(Observer observer, String name, Pid pid) implements WaitReason {
        @Override
        public String what() {
            return named(name, pid) + " to end: it handles earlier messages first";
        }

        @Override
        public String end() {
            return killing(observer, pid);
        }

        @Override
        public String goesOn() {
            return "the request stays: "
                    + named(name, pid)
                    + " ends after it has handled earlier messages; "
                    + killing(observer, pid);
        }
    }

    /// Jobs must end.
    record OfJobs(Observer observer, List<JobHandle> jobs) implements WaitReason {
        private static final int SHOWN = 3;

        private List<String> pending() {
            return jobs.stream()
                    .filter(job -> !job.info().status().isEnd())
                    .map(JobHandle::id)
                    .toList();
        }

        @Override
        public String what() {
            List<String> ids = pending();
            return switch (ids.size()) {
                case 0 -> "the supervisors of jobs that have ended to answer";
                case 1 -> "the job " + ids.getFirst() + " to end";
                default ->
                        ids.size()
                                + " jobs to end: "
                                + ids.stream().limit(SHOWN).collect(Collectors.joining(", "))
                                + (ids.size() > SHOWN
                                        ? " and " + (ids.size() - SHOWN) + " more"
                                        : "");
            };
        }

        @Override
        public String end() {
            return pending().stream()
                    .findFirst()
                    .flatMap(observer.processes()::find)
                    .map(pid -> killing(observer, pid))
                    .orElse("");
        }

        @Override
        public String goesOn() {
            return switch (pending().size()) {
                case 0 -> "";
                case 1 -> "the job goes on";
                default -> "the jobs go on";
            };
        }
    }

    /// For code to return its value. Ctrl-C ends the code.
    ///
    /// @param code the process that runs it, and how far it says it has come
    record OfValue(Supplier<String> code) implements WaitReason {
        @Override
        public String what() {
            return "the value of " + code.get();
        }

        @Override
        public String line() {
            return "waiting for " + what() + "; Ctrl-C ends it";
        }
    }

    /// The store must be open, and write what is to be started.
    record OfStore() implements WaitReason {
        @Override
        public String what() {
            return "the store to answer";
        }
    }

    /// The last processes of an ended tree must end before the tree can be started again.
    record OfTree() implements WaitReason {
        @Override
        public String what() {
            return "the last processes of the ended tree to end";
        }

        @Override
        public String goesOn() {
            return "'ensure-started' starts the tree when they are gone";
        }
    }

    private static String named(String name, Pid pid) {
        return ProcessLookup.isPid(name) ? pid.toString() : name + " " + pid;
    }

    /// The command that ends a process at once. If a supervisor would restart the process, the
    /// command ends that supervisor too, or makes it stop the process.
    private static String killing(Observer observer, Pid pid) {
        String job = pid.toString();
        return observer.supervisorOf(job)
                .filter(supervisor -> !supervisor.equals(pid))
                .map(supervisor ->
                        observer.jobber().runner().whereis().filter(supervisor::equals).isPresent()
                                ? "'terminate-child " + Jobber.RUNNER + " " + pid + "' ends it now"
                                : "'kill " + supervisor + "' ends it now, and its supervisor")
                .orElseGet(() -> "'kill " + pid + "' ends it now");
    }
}
