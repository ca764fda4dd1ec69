package dev.jobber.shell;

import dev.jobber.job.FinishedJobs;
import dev.jobber.shell.Settings.Setting;
import java.util.Locale;

/// The settings of the job-processing system.
public final class EngineSettings {

    private EngineSettings() {}

    /// Adds them to those of a session.
    public static void addTo(Session session) {
        var jobber = session.engine().jobber();
        session.settings()
                .add(
                        Setting.count(
                                "history-jobs",
                                "how many jobs are kept that have ended and whose supervisor has too",
                                jobber::history,
                                jobber::setHistory));
        session.settings()
                .add(
                        Setting.choice(
                                "finished-jobs",
                                "whether the supervisor of a job that has ended stays: keep or reap",
                                Converters.words(FinishedJobs.class),
                                () -> jobber.finished().name().toLowerCase(Locale.ROOT),
                                value ->
                                        jobber.setFinished(
                                                FinishedJobs.valueOf(
                                                        value.toUpperCase(Locale.ROOT)))));
    }
}
