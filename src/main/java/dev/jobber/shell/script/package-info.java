/// Where lines come from, the one loop that runs them, and files of lines with their check.
@NullMarked
package dev.jobber.shell.script;

import org.jspecify.annotations.NullMarked;
