/// What the lines of one run share: variables, settings, definitions and targets.
@NullMarked
package dev.jobber.shell.session;

import org.jspecify.annotations.NullMarked;
