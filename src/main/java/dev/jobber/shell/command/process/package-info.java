/// The commands that find processes, look into them and end them.
@NullMarked
package dev.jobber.shell.command.process;

import org.jspecify.annotations.NullMarked;
