/// Answers, values and errors, and how they look: as a table, as JSON, in colours.
@NullMarked
package dev.jobber.shell.result;

import org.jspecify.annotations.NullMarked;
