/// The shell in a real terminal: tmux types what people type, and reads what they see.
@NullMarked
package dev.jobber.terminal;

import org.jspecify.annotations.NullMarked;
