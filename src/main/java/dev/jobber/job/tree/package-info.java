/// The supervision tree that runs jobs. It knows nothing of jobs.
@NullMarked
package dev.jobber.job.tree;

import org.jspecify.annotations.NullMarked;
