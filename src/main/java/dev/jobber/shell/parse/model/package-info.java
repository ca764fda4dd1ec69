/// What picocli reads from the annotations of commands, read once, by the build: reading
/// annotations takes more time than anything else at the start of the program.
@NullMarked
package dev.jobber.shell.parse.model;

import org.jspecify.annotations.NullMarked;
