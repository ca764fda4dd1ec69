/// The commands of the shell, one in a file.
@NullMarked
package dev.jobber.shell.command;

import org.jspecify.annotations.NullMarked;
