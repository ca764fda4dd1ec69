/// Commands that start jobs at times.
@NullMarked
package dev.jobber.shell.command.schedule;

import org.jspecify.annotations.NullMarked;
