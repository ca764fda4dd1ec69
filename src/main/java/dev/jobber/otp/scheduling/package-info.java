/// How the virtual threads of a node share the carriers with one another and with the other threads
/// of the JVM. The package knows nothing of processes: it is told which threads are started and
/// woken, and how much they do.
///
/// For the kernel alone; not exported.
@NullMarked
package dev.jobber.otp.scheduling;

import org.jspecify.annotations.NullMarked;
