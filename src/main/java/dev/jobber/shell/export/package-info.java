/// What other programs read about the commands: completion scripts for other shells, and pages of
/// the manual. All is made from the commands' own descriptions.
@NullMarked
package dev.jobber.shell.export;

import org.jspecify.annotations.NullMarked;
