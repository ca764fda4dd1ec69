/// The terminal, through JLine: its screen, a plain one, their prompts and the history.
@NullMarked
package dev.jobber.shell.terminal;

import org.jspecify.annotations.NullMarked;
