/// Commands that run commands when jobs have ended.
@NullMarked
package dev.jobber.shell.command.handler;

import org.jspecify.annotations.NullMarked;
