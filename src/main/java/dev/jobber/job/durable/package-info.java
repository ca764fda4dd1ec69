/// Jobs that outlive the JVM, as the rest of jobber sees them. It knows of no database.
@NullMarked
package dev.jobber.job.durable;

import org.jspecify.annotations.NullMarked;
