/// The commands of the mail sender.
@NullMarked
package dev.jobber.shell.command.sender;

import org.jspecify.annotations.NullMarked;
