/// Jobs that are programs of the operating system: how they are started, what they print, and how
/// they are ended so that nothing of them is left.
@NullMarked
package dev.jobber.job.kind.program;

import org.jspecify.annotations.NullMarked;
