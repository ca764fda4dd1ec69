package dev.jobber.store;

import dev.jobber.job.JobRequest;
import dev.jobber.job.durable.Definition;
import dev.jobber.job.durable.DurableStart;
import dev.jobber.job.durable.StoreException;
import dev.jobber.job.identity.JobIds;
import dev.jobber.job.identity.LazySecureRandom;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.store.table.DefinitionText;
import dev.jobber.store.table.JobRows;
import java.nio.charset.StandardCharsets;

/// Makes rows of starts. Safe for use by several threads.
final class Starts {
    /// A definition may have so many bytes.
    private static final int MOST_BYTES = 1 << 20;

    private final JobIds ids = new JobIds(new LazySecureRandom());

    /// A new job.
    ///
    /// @throws StoreException if its text is too long
    JobRows.Fresh job(DurableStart start) {
        JobRequest request = start.request();
        String id = request.id().orElseGet(() -> ids.next(taken -> false));
        return new JobRows.Fresh(
                request.identity().withId(id),
                text(start.definition()),
                request.policy(),
                JobPolicy.NONE,
                start.maxCrashes());
    }

    /// A definition as the store has it.
    ///
    /// @throws StoreException if it is too long
    static String text(Definition definition) {
        String text = DefinitionText.format(definition);
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new StoreException(
                    "too_large",
                    "the job is described by more than 1 MiB of text, which the store does not take",
                    "put the data into a file that the job reads");
        }
        return text;
    }
}
