/// The commands that show supervisors, and start and stop their children.
@NullMarked
package dev.jobber.shell.command.supervisor;

import org.jspecify.annotations.NullMarked;
