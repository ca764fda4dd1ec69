/// The attempts of jobs as events for the JDK's Flight Recorder. Nothing of it is loaded before a
/// recorder runs.
@NullMarked
package dev.jobber.job.flight;

import org.jspecify.annotations.NullMarked;
