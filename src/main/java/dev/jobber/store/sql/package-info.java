/// Talks to databases: connections, transactions, and the threads that wait for them.
@NullMarked
package dev.jobber.store.sql;

import org.jspecify.annotations.NullMarked;
