/// The live view of all processes: what it shows, without a terminal.
@NullMarked
package dev.jobber.shell.top;

import org.jspecify.annotations.NullMarked;
