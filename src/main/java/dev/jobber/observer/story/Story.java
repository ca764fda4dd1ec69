package dev.jobber.observer.story;

import dev.jobber.observer.Restarts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happened to a job or a process, and what happens next.
///
/// @param who what the story is about
/// @param status the status of the job; of a process what it does now, or `dead`
/// @param lines what happened, the oldest first
/// @param restarts how many restarts its supervisor has done lately for it; empty where nothing is
///   known of a supervisor
/// @param next what happens next, and when; empty where nothing does
public record Story(
        Who who,
        String status,
        List<Line> lines,
        Optional<Restarts> restarts,
        Optional<String> next) {
    public Story {
        lines = List.copyOf(lines);
    }

    /// What a story is about.
    ///
    /// @param subject the id of the job, or the pid of the process
    /// @param name the definition of the job, or the registered name of the process
    /// @param label what the process calls itself
    public record Who(String subject, Optional<String> name, Optional<String> label) {
        /// A subject without a label.
        public Who(String subject, Optional<String> name) {
            this(subject, name, Optional.empty());
        }
    }

    /// Something that happened.
    ///
    /// @param what the word for it: `restarted`
    /// @param pid the process, as it is printed
    /// @param reason why
    /// @param text what happened, as a sentence
    public record Line(
            Instant time,
            String what,
            Optional<String> pid,
            Optional<String> reason,
            String text) {}
}
