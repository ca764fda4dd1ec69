/// What is read from the tables of a store and written to them. Each method is called within a
/// transaction.
@NullMarked
package dev.jobber.store.table;

import org.jspecify.annotations.NullMarked;
