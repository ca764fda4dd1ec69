package dev.jobber.observer.story;

import dev.jobber.observer.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What jobs did over a time: a row for each.
///
/// @param begin the first moment that is shown
/// @param end the last one; later than the first
/// @param rows the jobs, in the order in which they began
public record Timeline(Instant begin, Instant end, List<Row> rows) {
    public Timeline {
        rows = List.copyOf(rows);
    }

    /// A job.
    ///
    /// @param outcome what has become of it
    /// @param spans what it did, in the order of time; they do not overlap
    /// @param blockers the ids of the jobs that it had to wait for, or that had the places that it
    ///   waited for
    public record Row(Subject.Job job, Outcome outcome, List<Span> spans, List<String> blockers) {
        public Row {
            spans = List.copyOf(spans);
            blockers = List.copyOf(blockers);
        }
    }

    /// What has become of a job.
    ///
    /// @param status its status
    /// @param restarts how often its process was restarted
    public record Outcome(String status, int restarts) {}

    /// What a job did for a time.
    ///
    /// @param attempt which attempt it was; 0 where it waited
    public record Span(Kind kind, Instant begin, Instant end, int attempt) {}

    /// What a job may do.
    public enum Kind {
        /// It waited for room, or for other jobs.
        WAITING,
        /// It waited for a retry.
        RETRY,
        /// It works.
        WORKING,
        /// An attempt that succeeded.
        DONE,
        /// An attempt that was asked to end.
        STOPPED,
        /// An attempt that returned an error.
        FAILED,
        /// An attempt that crashed, was killed, or took too long.
        CRASHED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
