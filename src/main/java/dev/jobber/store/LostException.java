package dev.jobber.store;

import dev.jobber.job.Work;

/// The store has given a job to another node, or has ended it, so this node must not go on with it.
final class LostException extends Work.Failure {
    private static final long serialVersionUID = 1L;

    LostException(String id) {
        super(
                "this node does not have the job "
                        + id
                        + " any more; 'job "
                        + id
                        + "' shows what became of it");
    }
}
