/// Processes of the operating system: how they are found, started, read and ended.
@NullMarked
package dev.jobber.job.kind.program.os;

import org.jspecify.annotations.NullMarked;
