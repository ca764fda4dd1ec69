/// Log lines on their way to the screen: the gateway, what it keeps, and how a line looks.
@NullMarked
package dev.jobber.shell.log;

import org.jspecify.annotations.NullMarked;
