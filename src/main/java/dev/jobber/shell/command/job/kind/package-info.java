/// The options of each kind of job.
@NullMarked
package dev.jobber.shell.command.job.kind;

import org.jspecify.annotations.NullMarked;
