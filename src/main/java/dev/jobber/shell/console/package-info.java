/// The interfaces through which the shell reads and writes: console, prompt, completions. The
/// implementations for streams are here too.
@NullMarked
package dev.jobber.shell.console;

import org.jspecify.annotations.NullMarked;
