/// Lists as answers: their fields, and what a line chooses of them.
@NullMarked
package dev.jobber.shell.list;

import org.jspecify.annotations.NullMarked;
