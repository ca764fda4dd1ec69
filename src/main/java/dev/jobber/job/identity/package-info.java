/// What jobs are called, and why they are started.
@NullMarked
package dev.jobber.job.identity;

import org.jspecify.annotations.NullMarked;
