/// What is remembered of the attempts of a job, and of what they printed.
@NullMarked
package dev.jobber.job.history;

import org.jspecify.annotations.NullMarked;
