/// The pages of `help`: one for each command and each topic, made from the commands' own
/// descriptions.
@NullMarked
package dev.jobber.shell.help;

import org.jspecify.annotations.NullMarked;
