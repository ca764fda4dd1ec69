/// What is drawn over many lines.
@NullMarked
package dev.jobber.shell.view;

import org.jspecify.annotations.NullMarked;
