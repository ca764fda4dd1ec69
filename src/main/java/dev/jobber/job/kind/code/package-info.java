/// Jobs that are Java: snippets, typed at the prompt or in an rc file, and classes from jars. How
/// they are compiled and loaded, and how they are ended.
@NullMarked
package dev.jobber.job.kind.code;

import org.jspecify.annotations.NullMarked;
