/// From text to statements and words.
@NullMarked
package dev.jobber.shell.syntax;

import org.jspecify.annotations.NullMarked;
