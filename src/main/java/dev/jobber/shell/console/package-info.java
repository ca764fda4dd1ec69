/// What the shell needs of its surroundings: a console, a prompt, completions; and those of
/// streams.
@NullMarked
package dev.jobber.shell.console;

import org.jspecify.annotations.NullMarked;
