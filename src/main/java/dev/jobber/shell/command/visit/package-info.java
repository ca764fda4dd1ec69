/// Commands about the terminals that are attached to the tree.
@NullMarked
package dev.jobber.shell.command.visit;

import org.jspecify.annotations.NullMarked;
