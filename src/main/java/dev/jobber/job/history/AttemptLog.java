package dev.jobber.job.history;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one attempt of a job leaves: its output, and how its program ended, if it ran one.
///
/// Safe for use by several threads.
public final class AttemptLog {
    private final int limit;
    private final Consumer<String> listener;
    private volatile @Nullable OutputLines output;
    private volatile ProgramEnd end = ProgramEnd.NONE;

    /// @param limit how many bytes of output are kept at most
    /// @param listener is told each line of output
    public AttemptLog(int limit, Consumer<String> listener) {
        this.limit = limit;
        this.listener = listener;
    }

    /// How a program ended.
    ///
    /// @param exit its exit code, if it ended by itself
    /// @param signal the signal that ended it: `SIGKILL`
    public record ProgramEnd(OptionalInt exit, Optional<String> signal) {
        /// No program has ended.
        public static final ProgramEnd NONE = new ProgramEnd(OptionalInt.empty(), Optional.empty());
    }

    /// Where output goes. Made at the first call: an attempt that prints nothing keeps nothing.
    public synchronized OutputLines output() {
        OutputLines lines = output;
        if (lines == null) {
            lines = new OutputLines(limit, listener);
            output = lines;
        }
        return lines;
    }

    /// What was printed and is kept; empty if the attempt had no output at all.
    public Optional<OutputRing.Kept> kept() {
        return Optional.ofNullable(output).map(lines -> lines.ring().kept());
    }

    /// The program of this attempt has ended.
    public void ended(ProgramEnd programEnd) {
        end = programEnd;
    }

    /// Is there no output, and no program that has ended?
    boolean isEmpty() {
        return output == null && end.equals(ProgramEnd.NONE);
    }

    /// How the program of this attempt ended.
    public ProgramEnd end() {
        return end;
    }
}
