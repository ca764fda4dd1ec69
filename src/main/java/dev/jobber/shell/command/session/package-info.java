/// The commands of the shell itself.
@NullMarked
package dev.jobber.shell.command.session;

import org.jspecify.annotations.NullMarked;
