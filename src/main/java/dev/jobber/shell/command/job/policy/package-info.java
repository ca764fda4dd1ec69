/// Commands for types of jobs, and for jobs that wait.
@NullMarked
package dev.jobber.shell.command.job.policy;

import org.jspecify.annotations.NullMarked;
