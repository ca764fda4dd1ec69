/// The side of a tree that others attach to: listens, checks each client that comes, and keeps a
/// slow or broken client from harming any other.
@NullMarked
package dev.jobber.attach.server;

import org.jspecify.annotations.NullMarked;
