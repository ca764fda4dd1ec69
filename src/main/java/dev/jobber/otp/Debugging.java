package dev.jobber.otp;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The trace listeners and the statistics of one server while [Sys] watches it. Only the server's
/// own process uses it.
final class Debugging {
    private final ProcessCell self;
    private Sys.@Nullable TraceListener listener;
    private @Nullable Counts counts;

    private static final class Counts {
        final Instant start;
        final int reductions;
        long in;
        long out;

        Counts(ProcessCell self) {
            start = self.node.clock().instant();
            reductions = self.reductions();
        }
    }

    Debugging(ProcessCell self) {
        this.self = self;
    }

    void trace(Sys.@Nullable TraceListener newListener) {
        listener = newListener;
    }

    /// If counting is on, it goes on.
    void count(boolean on) {
        if (!on) {
            counts = null;
        } else if (counts == null) {
            counts = new Counts(self);
        }
    }

    Optional<Sys.Statistics> statistics() {
        Counts counted = counts;
        return counted == null
                ? Optional.empty()
                : Optional.of(
                        new Sys.Statistics(
                                counted.start,
                                self.node.clock().instant(),
                                Integer.toUnsignedLong(self.reductions() - counted.reductions),
                                counted.in,
                                counted.out));
    }

    /// Nothing is told and nothing is counted.
    boolean isOff() {
        return listener == null && counts == null;
    }

    void tell(Traced event) {
        Counts counted = counts;
        if (counted != null) {
            switch (event) {
                case Traced.In _ -> counted.in++;
                case Traced.Out _ -> counted.out++;
                default -> {}
            }
        }
        Sys.TraceListener told = listener;
        if (told != null) {
            Throwable problem = Guard.problemOf(() -> told.traced(self, event));
            if (problem != null) {
                self.checkDoom();
                listener = null;
                self.node.emitLater(new Event.CodeFailed("The trace listener of " + self, problem));
            }
        }
    }
}
