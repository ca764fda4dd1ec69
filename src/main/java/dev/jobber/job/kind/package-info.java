/// The kinds of job: work that can be described in words.
@NullMarked
package dev.jobber.job.kind;

import org.jspecify.annotations.NullMarked;
