/// Starts jobs at times: once, every so often, or as a cron expression says.
@NullMarked
package dev.jobber.job.schedule;

import org.jspecify.annotations.NullMarked;
