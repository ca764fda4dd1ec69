package dev.jobber.observer;

import dev.jobber.otp.Pid;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What an event, or a line of the log, is about: processes, and the job that they work for.
///
/// @param processes the processes, the most important one first
/// @param job the job, if they work for one
public record Subject(List<Named> processes, Optional<Job> job) {
    /// No process and no job.
    public static final Subject NONE = new Subject(List.of(), Optional.empty());

    /// A process. It may have ended since.
    ///
    /// @param number the number in the middle of its pid
    /// @param name the name it was registered under at the time
    public record Named(long number, Optional<String> name) {
        /// Its pid as it is printed.
        public String pid() {
            return Pid.toString(number);
        }
    }

    /// A job.
    ///
    /// @param name the definition it was started from
    public record Job(String id, Optional<String> name, Optional<String> type) {
        boolean is(String word) {
            return id.equals(word) || name.filter(word::equals).isPresent() || isOfType(word);
        }

        private boolean isOfType(String word) {
            return type.filter(word::equals).isPresent();
        }
    }

    public Subject {
        processes = List.copyOf(processes);
    }

    /// The word for what a user has written, as subjects have it: a pid as it is printed, a name as
    /// it is registered.
    public static String word(String written) {
        return ProcessLookup.isPid(written)
                ? ProcessLookup.pid(written)
                : ProcessLookup.name(written);
    }

    /// The number of the process that a word means; empty if the word is no pid.
    public static OptionalLong number(String word) {
        return ProcessLookup.number(word);
    }

    /// A process that works for no job.
    public static Subject of(Pid pid, Optional<String> name) {
        return new Subject(List.of(new Named(pid.id(), name)), Optional.empty());
    }

    /// Whether this is about what the word means: a pid as it is printed, a registered name, or the
    /// id, the name or the type of a job.
    public boolean is(String word) {
        return job.filter(it -> it.is(word)).isPresent()
                || processes.stream()
                        .anyMatch(it ->
                                it.pid().equals(word)
                                        || it.name().filter(word::equals).isPresent());
    }

    /// The pid of the most important process, as it is printed.
    public Optional<String> pid() {
        return processes.stream().findFirst().map(Named::pid);
    }
}
