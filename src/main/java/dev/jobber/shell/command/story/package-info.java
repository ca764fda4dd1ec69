/// Commands that tell what happened, and why.
@NullMarked
package dev.jobber.shell.command.story;

import org.jspecify.annotations.NullMarked;
