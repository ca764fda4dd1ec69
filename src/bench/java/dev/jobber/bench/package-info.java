/// Benchmarks of jobber beside Apache Pekko and the BEAM; see scripts/bench.
@NullMarked
package dev.jobber.bench;

import org.jspecify.annotations.NullMarked;
