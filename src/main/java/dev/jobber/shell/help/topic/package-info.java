/// The topics of `help`: what more than one command is about.
@NullMarked
package dev.jobber.shell.help.topic;

import org.jspecify.annotations.NullMarked;
