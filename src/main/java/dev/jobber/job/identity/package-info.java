/// What jobs are called.
@NullMarked
package dev.jobber.job.identity;

import org.jspecify.annotations.NullMarked;
