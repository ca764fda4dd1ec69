/// How jobs are tried again, limited and timed: values without a thread of their own.
@NullMarked
package dev.jobber.job.policy;

import org.jspecify.annotations.NullMarked;
