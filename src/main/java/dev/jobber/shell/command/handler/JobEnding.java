package dev.jobber.shell.command.handler;

import dev.jobber.job.JobStatus;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/// The ends of a job that a handler may wait for.
enum JobEnding {
    FAILED(JobStatus.FAILED),
    DONE(JobStatus.DONE),
    CRASHED(JobStatus.CRASHED);

    /// The words for them.
    static final List<String> WORDS = Arrays.stream(values()).map(JobEnding::toString).toList();

    /// The words, as picocli asks for what may stand for a parameter.
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return WORDS.iterator();
        }
    }

    private final JobStatus status;

    JobEnding(JobStatus status) {
        this.status = status;
    }

    /// The end that a word of [#WORDS] means.
    static JobEnding of(String word) {
        return values()[WORDS.indexOf(word)];
    }

    /// What the job is then.
    JobStatus status() {
        return status;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
