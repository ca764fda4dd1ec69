package dev.jobber.job.durable;

import dev.jobber.job.JobStatus;
import java.util.Optional;
import java.util.Set;

/// Which jobs of the store are wanted.
///
/// @param statuses those that have one of these; all if empty
/// @param type those of this type
/// @param node those of this node
/// @param most how many of them at most, the last ones
public record JobQuery(
        Set<JobStatus> statuses, Optional<String> type, Optional<String> node, int most) {
    public JobQuery {
        statuses = Set.copyOf(statuses);
    }
}
