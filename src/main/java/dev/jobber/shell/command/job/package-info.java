/// The commands that define, start, limit and watch jobs.
@NullMarked
package dev.jobber.shell.command.job;

import org.jspecify.annotations.NullMarked;
