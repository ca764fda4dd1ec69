/// The table of all commands of the shell.
@NullMarked
package dev.jobber.shell.command;

import org.jspecify.annotations.NullMarked;
