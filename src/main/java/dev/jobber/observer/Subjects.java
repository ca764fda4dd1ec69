package dev.jobber.observer;

import dev.jobber.job.JobEvent;
import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.Jobber;
import dev.jobber.otp.Event;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what events are about. No call waits for a process.
public final class Subjects {
    /// The name of a job's process, as the registry of jobs gives it.
    private static final Pattern JOB_NAME = Pattern.compile("\\{JobRegistry, \"([^\"]+)\", .*}");

    /// The system whose jobs are known; empty until it has started.
    private volatile Optional<Jobber> jobber = Optional.empty();

    /// Knows the jobs of this system from now on.
    public void know(Jobber system) {
        jobber = Optional.of(system);
    }

    /// What an event of a node is about.
    public Subject of(Event event) {
        return switch (event) {
            case Event.Started it -> about(it, it.pid());
            case Event.Exited it -> about(it, it.pid());
            case Event.ServerTerminating it -> about(it, it.pid());
            case Event.ProcessRaised it -> about(it, it.pid());
            case Event.TaskTerminating it -> about(it, it.pid(), it.owner());
            case Event.UnexpectedMessage it -> about(it, it.pid());
            case Event.ChildTerminated it -> about(it, it.child(), it.supervisor());
            case Event.ChildStartFailed it -> about(it, it.supervisor());
            case Event.ShutdownFailed it -> about(it, it.child(), it.supervisor());
            case Event.Restarted it -> about(it, it.child(), it.supervisor());
            case Event.GaveUp it -> about(it, it.supervisor());
            case Event.Lingering it -> about(it, it.pid());
            case Event.LingeringEnded it -> about(it, it.pid());
            case Event.Starving _,
                    Event.StarvingEnded _,
                    Event.ListenerRemoved _,
                    Event.EventsLeftOut _,
                    Event.CodeFailed _,
                    Event.ThreadRestarted _ ->
                    Subject.NONE;
        };
    }

    /// What an event of a job is about.
    public Subject of(JobEvent event) {
        JobEvent.Subject it = event.subject();
        Optional<String> name =
                jobber.flatMap(system -> system.find(it.id()))
                        .map(JobHandle::info)
                        .flatMap(JobInfo::name);
        return new Subject(
                it.pid().map(this::named).stream().toList(),
                Optional.of(new Subject.Job(it.id(), name, it.type())));
    }

    private Subject about(Event event, Pid... pids) {
        List<Subject.Named> processes = Arrays.stream(pids).map(this::named).toList();
        return new Subject(processes, job(event, processes));
    }

    private Subject.Named named(Pid pid) {
        return new Subject.Named(
                pid.id(), pid.node().info(pid).flatMap(ProcessInfo::name).map(Object::toString));
    }

    /// Most processes of jobs are registered, and their names hold the ids. A search through all
    /// jobs is left for what matters: details for developers come too often.
    private Optional<Subject.Job> job(Event event, List<Subject.Named> processes) {
        Optional<JobHandle> byName =
                processes.stream()
                        .flatMap(process -> process.name().stream())
                        .map(JOB_NAME::matcher)
                        .filter(Matcher::matches)
                        .findFirst()
                        .flatMap(name -> jobber.flatMap(system -> system.find(name.group(1))));
        return byName.or(() ->
                        event.level() == Event.Level.DEBUG ? Optional.empty() : byNumber(processes))
                .map(JobHandle::info)
                .map(info -> new Subject.Job(info.id(), info.name(), info.type()));
    }

    private Optional<JobHandle> byNumber(List<Subject.Named> processes) {
        return processes.stream()
                .findFirst()
                .flatMap(
                        process -> jobber.flatMap(system -> system.findByNumber(process.number())));
    }
}
