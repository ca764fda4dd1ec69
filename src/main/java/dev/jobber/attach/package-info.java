/// The way from a terminal to a tree that runs elsewhere on this machine: names, sockets and
/// frames. The client and the server both use it, and it uses the JDK alone.
@NullMarked
package dev.jobber.attach;

import org.jspecify.annotations.NullMarked;
