/// Keeps jobs in a database, so that they outlive the JVM. Loaded only where a store is used.
@NullMarked
package dev.jobber.store;

import org.jspecify.annotations.NullMarked;
