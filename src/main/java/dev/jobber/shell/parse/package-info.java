/// From words to a command object, through picocli, with a place for every error.
@NullMarked
package dev.jobber.shell.parse;

import org.jspecify.annotations.NullMarked;
