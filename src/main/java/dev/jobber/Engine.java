package dev.jobber;

import dev.jobber.job.JobEvent;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.observer.EventLog;
import dev.jobber.observer.Observer;
import dev.jobber.observer.RestartCounts;
import dev.jobber.observer.Subjects;
import dev.jobber.observer.TreeWatch;
import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.EventListener;
import dev.jobber.otp.Node;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogText;

/// The node of a program and the job system on it, with everything that hears of their events.
final class Engine {
    private Engine() {}

    /// Starts both.
    static Observer start(Host host, LogGateway log) {
        Host.Machine machine = host.machine();
        var subjects = new Subjects();
        EventListener logged = host.hooks().events().apply(log, subjects::of);
        var restarts = new RestartCounts();
        var events = new EventLog(machine.clock());
        var watch = new TreeWatch((level, sentence) -> log.log(LogLevel.of(level), sentence));
        Node node =
                Node.builder()
                        .ownsScheduler()
                        .clock(machine.clock())
                        .events(
                                restarts.and(logged).and(watch).and(events),
                                EventDelivery.AT_ONCE) // the log is a queue
                        .lifeEvents()
                        .build();
        JobberOptions options =
                JobberOptions.defaults()
                        .withFinished(FinishedJobs.KEEP)
                        .withRandom(machine.random())
                        .withListener(event -> log(log, event, subjects))
                        .withListener(events::on);
        var jobber = Jobber.start(node, options);
        subjects.know(jobber);
        return new Observer(jobber, restarts, watch, events);
    }

    /// Jobs may print many lines, and `output` shows them; `events` shows what else is a detail. So
    /// the log keeps only those details that it shows.
    static void log(LogGateway log, JobEvent event, Subjects subjects) {
        var level = LogLevel.of(event.level());
        if (!event.isDetail() || log.shows(level)) {
            log.log(level, LogText.of(event.message()), subjects.of(event));
        }
    }
}
