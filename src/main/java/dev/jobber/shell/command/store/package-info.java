/// Commands of the store: what is in it, and who shares it.
@NullMarked
package dev.jobber.shell.command.store;

import org.jspecify.annotations.NullMarked;
