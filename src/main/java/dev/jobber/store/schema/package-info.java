/// The tables of a store, and their versions.
@NullMarked
package dev.jobber.store.schema;

import org.jspecify.annotations.NullMarked;
