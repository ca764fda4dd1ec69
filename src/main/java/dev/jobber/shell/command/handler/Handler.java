package dev.jobber.shell.command.handler;

import dev.jobber.job.JobInfo;
import dev.jobber.shell.session.LaterCommand;
import java.util.Optional;

/// A command that runs when jobs have ended.
///
/// @param trigger for which jobs
/// @param text the command as it was written
record Handler(Trigger trigger, String text, LaterCommand command) {
    /// The jobs that a handler waits for.
    ///
    /// @param once whether only the first of them counts
    record Trigger(JobEnding ending, Optional<String> type, Optional<String> name, boolean once) {
        boolean matches(JobInfo job) {
            return job.status() == ending.status()
                    && (type.isEmpty() || type.equals(job.type()))
                    && (name.isEmpty() || name.equals(job.name()));
        }
    }

    /// Whether it does the same for the same jobs.
    boolean isLike(Handler other) {
        return trigger.equals(other.trigger) && text.equals(other.text);
    }
}
