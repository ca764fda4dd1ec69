package dev.jobber.shell.top;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.policy.DurationText;
import dev.jobber.observer.Observer;
import dev.jobber.otp.Inspect;
import dev.jobber.otp.Node;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.otp.RestartIntensity;
import dev.jobber.otp.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds the facts of processes in a node and its job system. It calls no process.
public final class NodeFacts implements Facts.Source {
    /// Of how many processes names and jobs are remembered.
    private static final int REMEMBERED = 300_000;

    private final Observer observer;
    private final Node node;
    private final JobIndex jobs;
    private final Map<Long, Known> known = new HashMap<>();

    /// What does not change of a process, and outlives it.
    ///
    /// @param words what a filter looks for, in lower case
    private record Known(String name, String words, Optional<JobHandle> job, boolean isSupervisor) {
        static Known of(String name, Optional<JobHandle> job, boolean isSupervisor) {
            String type = job.flatMap(it -> it.request().identity().type()).orElse("");
            return new Known(name, (name + " " + type).toLowerCase(Locale.ROOT), job, isSupervisor);
        }
    }

    public NodeFacts(Observer observer) {
        this.observer = observer;
        this.node = observer.node();
        this.jobs = new JobIndex(observer.jobber());
    }

    @Override
    public String name(Life life) {
        return name(life, known(life));
    }

    /// A process may change what it calls itself at any time, so that is not remembered.
    private static String name(Life life, Known it) {
        return Inspect.labelled(it.name(), life.pid().label());
    }

    @Override
    public String status(Life life) {
        return status(life, known(life).job().map(JobHandle::info));
    }

    @Override
    public boolean matches(Life life, String text) {
        Known it = known(life);
        return it.words().contains(text)
                || life.pid().label().isPresent()
                        && name(life, it).toLowerCase(Locale.ROOT).contains(text)
                || life.pid().toString().toLowerCase(Locale.ROOT).contains(text)
                || status(life).contains(text);
    }

    @Override
    public Facts of(Life life) {
        Known it = known(life);
        Optional<JobInfo> job = it.job().map(JobHandle::info);
        return new Facts(
                name(life, it),
                status(life, job),
                restarts(life, it, job),
                started(life, it, job),
                job.map(JobInfo::id));
    }

    private Known known(Life life) {
        Known seen = known.get(life.number());
        if (seen != null) {
            return seen;
        }
        Optional<ProcessInfo> info = node.info(life.pid());
        Known found = info.map(it -> known(life, it)).orElseGet(() -> dead(life));
        // A supervisor may have been started a moment ago, and its job may be found at the next
        // look.
        if (info.isPresent() && (found.job().isPresent() || !mayBeOfJob(info.get()))) {
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            known.put(life.number(), found);
        }
        return found;
    }

    private Known known(Life life, ProcessInfo info) {
        boolean isSupervisor = observer.supervisors().isSupervisor(life.pid());
        Optional<JobHandle> job = job(life, info);
        String name =
                job.map(it -> jobName(life, it))
                        .or(() -> info.name().map(Object::toString))
                        .orElseGet(info::what);
        return Known.of(name, job, isSupervisor);
    }

    private Known dead(Life life) {
        Optional<JobHandle> job = jobs.find(life.number());
        return Known.of(job.map(it -> jobName(life, it)).orElse("process"), job, false);
    }

    /// The id of a job's process is its name in the registry. The supervisor of a job has no name.
    private Optional<JobHandle> job(Life life, ProcessInfo info) {
        if (info.name().isPresent()) {
            return info.name()
                    .filter(Via.class::isInstance)
                    .map(Via.class::cast)
                    .filter(via -> observer.jobber().registry().equals(Optional.of(via.registry())))
                    .flatMap(via -> observer.jobber().find(String.valueOf(via.key())));
        }
        return mayBeOfJob(info) ? jobs.find(life.number()) : Optional.empty();
    }

    private boolean mayBeOfJob(ProcessInfo info) {
        return info.name().isEmpty()
                && info.parent().isPresent()
                && info.parent().equals(observer.jobber().runner().whereis());
    }

    /// A job with a supervisor of its own is what that supervisor is called.
    private static String jobName(Life life, JobHandle job) {
        boolean hasOwnSupervisor =
                job.supervisorNumber().isPresent()
                        && job.supervisorNumber().getAsLong() == life.parent();
        return hasOwnSupervisor
                ? "Job " + job.id()
                : job.id() + job.info().name().map(name -> " " + name).orElse("");
    }

    private static String status(Life life, Optional<JobInfo> job) {
        Optional<String> ofJob =
                job.map(JobInfo::status)
                        .filter(status -> !life.isDead() || status.isEnd())
                        .map(Object::toString);
        return ofJob.orElseGet(() -> life.glance().status().name().toLowerCase(Locale.ROOT));
    }

    private Facts.Restarts restarts(Life life, Known it, Optional<JobInfo> job) {
        if (it.isSupervisor()) {
            return node.restartIntensity(life.pid())
                    .map(NodeFacts::intensity)
                    .orElse(Facts.Restarts.NONE);
        }
        return job.map(JobInfo::restarts)
                .filter(count -> count > 0)
                .map(count -> new Facts.Restarts(count, count.toString()))
                .orElse(Facts.Restarts.NONE);
    }

    private static Facts.Restarts intensity(RestartIntensity it) {
        return new Facts.Restarts(
                it.restarts(),
                it.restarts()
                        + "/"
                        + it.maxRestarts()
                        + " "
                        + DurationText.format(Duration.ofSeconds(it.maxSeconds())));
    }

    /// The first process of a job, and the job's supervisor, were started with the job.
    private Optional<Instant> started(Life life, Known it, Optional<JobInfo> job) {
        return job.filter(info -> it.isSupervisor() || info.restarts() == 0)
                .map(JobInfo::started)
                .or(() -> observer.started().of(life.number()));
    }
}
