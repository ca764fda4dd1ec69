/// The kernel: processes, links, monitors, servers, supervisors, registries, tasks and timers, with
/// OTP's words and rules.
@NullMarked
package dev.jobber.otp;

import org.jspecify.annotations.NullMarked;
