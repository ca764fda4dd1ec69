/// Commands that show the log, and choose which lines of it are printed.
@NullMarked
package dev.jobber.shell.command.log;

import org.jspecify.annotations.NullMarked;
