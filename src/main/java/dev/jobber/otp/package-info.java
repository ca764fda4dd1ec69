/// The kernel: processes, links, monitors, servers, supervisors, registries, tasks and timers, with
/// OTP's words and rules.
///
/// [Process] shares its name with a class of `java.lang`, which every file imports. Import it by
/// its own name, or import its methods; then `self()`, `send(...)` and `spawn(...)` read as in
/// Elixir:
///
/// ```java
/// import dev.jobber.otp.*;
/// import static dev.jobber.otp.Process.*;
/// ```
@NullMarked
package dev.jobber.otp;

import org.jspecify.annotations.NullMarked;
