/// Commands that show what changes while it changes.
@NullMarked
package dev.jobber.shell.command.live;

import org.jspecify.annotations.NullMarked;
