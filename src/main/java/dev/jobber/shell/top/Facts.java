package dev.jobber.shell.top;

import java.time.Instant;
import java.util.Optional;

/// What is known of a process beyond a [Life]; it takes longer to find, so only the processes that
/// are to be seen are asked for it.
///
/// @param name its registered name, its job, or the module that implements it; and its label, if it
///   has one
/// @param status the status of its job; of any other process, what it does now
/// @param started when it had been started
/// @param job the id of the job that it works for
record Facts(
        String name,
        String status,
        Restarts restarts,
        Optional<Instant> started,
        Optional<String> job) {
    /// How often it was restarted; of a supervisor, how often it has restarted its children lately.
    ///
    /// @param count as a number
    /// @param text as it is shown: `1/3 30s` where more than 3 in 30 s are too many
    record Restarts(int count, String text) {
        /// None that are known.
        static final Restarts NONE = new Restarts(0, "");
    }

    /// Finds the facts of processes.
    ///
    /// No method calls a process.
    interface Source {
        /// The facts of a process.
        Facts of(Life life);

        /// The name alone.
        String name(Life life);

        /// The status alone.
        String status(Life life);

        /// Whether a text stands in its name, its pid, its status, or the type of its job.
        ///
        /// @param text in lower case
        boolean matches(Life life, String text);
    }
}
