/// The shell as an application embeds it: runs lines from a source and prints what comes of them.
@NullMarked
package dev.jobber.shell;

import org.jspecify.annotations.NullMarked;
