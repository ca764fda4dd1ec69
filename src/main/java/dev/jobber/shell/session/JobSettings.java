package dev.jobber.shell.session;

import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions.FinishedJobs;
import dev.jobber.shell.parse.Converters;
import dev.jobber.shell.session.Settings.Setting;
import java.util.Locale;

/// The settings of the job-processing system.
public final class JobSettings {
    private JobSettings() {}

    /// Adds them to those of a session.
    public static void addTo(Session session) {
        Jobber jobber = session.observer().jobber();
        session.settings()
                .addOfTree(
                        Setting.count(
                                "history-jobs",
                                "how many ended jobs are kept whose supervisors have ended too",
                                0,
                                jobber::history,
                                jobber::setHistory));
        session.settings()
                .addOfTree(
                        Setting.choice(
                                "finished-jobs",
                                "what becomes of the supervisor of a job that has ended",
                                Converters.words(FinishedJobs.class),
                                () -> jobber.finished().name().toLowerCase(Locale.ROOT),
                                value ->
                                        jobber.setFinished(
                                                FinishedJobs.valueOf(
                                                        value.toUpperCase(Locale.ROOT)))));
        session.settings()
                .addOfTree(
                        Setting.count(
                                "output-bytes",
                                "how many bytes of the output of an attempt are kept",
                                Jobber.LEAST_OUTPUT_BYTES,
                                jobber::outputBytes,
                                jobber::setOutputBytes));
        session.settings()
                .addOfTree(
                        Setting.count(
                                "runner-max-restarts",
                                "how many restarts the next JobRunner may do; one more ends it",
                                0,
                                jobber::runnerMaxRestarts,
                                jobber::setRunnerMaxRestarts));
        session.settings()
                .addOfTree(
                        Setting.count(
                                "runner-max-seconds",
                                "within how many seconds the next JobRunner counts its restarts",
                                1,
                                jobber::runnerMaxSeconds,
                                jobber::setRunnerMaxSeconds));
    }
}
