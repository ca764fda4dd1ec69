package dev.jobber.shell.session;

import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.job.JobberSettings;
import dev.jobber.shell.parse.Converters;
import dev.jobber.shell.session.Settings.Setting;
import java.util.Locale;

/// The settings of the job-processing system.
public final class JobSettings {
    private JobSettings() {}

    /// Adds them to those of a session.
    public static void addTo(Session session) {
        JobberSettings jobs = session.observer().jobber().settings();
        session.settings()
                .addOfTree(
                        Setting.count(
                                "history-jobs",
                                "how many ended jobs are kept whose supervisors have ended too",
                                0,
                                jobs::history,
                                jobs::setHistory));
        session.settings()
                .addOfTree(
                        Setting.choice(
                                "finished-jobs",
                                "what becomes of the supervisor of a job that has ended",
                                Converters.words(FinishedJobs.class),
                                () -> jobs.finished().name().toLowerCase(Locale.ROOT),
                                value ->
                                        jobs.setFinished(
                                                FinishedJobs.valueOf(
                                                        value.toUpperCase(Locale.ROOT)))));
        session.settings()
                .addOfTree(
                        Setting.count(
                                "output-bytes",
                                "how many bytes of the output of an attempt are kept",
                                JobberSettings.LEAST_OUTPUT_BYTES,
                                jobs::outputBytes,
                                jobs::setOutputBytes));
        session.settings()
                .addOfTree(
                        Setting.count(
                                "runner-max-restarts",
                                "how many restarts the next JobRunner may do; one more ends it",
                                0,
                                jobs::runnerMaxRestarts,
                                jobs::setRunnerMaxRestarts));
        session.settings()
                .addOfTree(
                        Setting.count(
                                "runner-max-seconds",
                                "within how many seconds the next JobRunner counts its restarts",
                                1,
                                jobs::runnerMaxSeconds,
                                jobs::setRunnerMaxSeconds));
    }
}
