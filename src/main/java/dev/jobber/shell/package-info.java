/// The shell: reading, checking, completing and drawing; the one place which knows the terminal.
@NullMarked
package dev.jobber.shell;

import org.jspecify.annotations.NullMarked;
