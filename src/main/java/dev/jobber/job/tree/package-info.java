/// The supervision tree that runs jobs, and the processes of one job. It knows nothing else of
/// jobs.
@NullMarked
package dev.jobber.job.tree;

import org.jspecify.annotations.NullMarked;
