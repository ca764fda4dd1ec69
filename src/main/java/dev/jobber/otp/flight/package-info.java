/// Events for the JDK's Flight Recorder. Nothing of it is loaded before a recorder runs.
@NullMarked
package dev.jobber.otp.flight;

import org.jspecify.annotations.NullMarked;
