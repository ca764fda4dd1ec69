package dev.jobber.job.history;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one attempt of a job says while it works, and what it leaves: its output, how far it has
/// come, and how its program ended, if it ran one.
///
/// Safe for use by several threads.
public final class AttemptLog {
    private final int limit;
    private final Consumer<News> listener;
    private volatile @Nullable OutputLines output;
    private volatile ProgramEnd end = ProgramEnd.NONE;
    private volatile @Nullable Progress progress;
    private volatile @Nullable String lingering;

    /// Something that an attempt says.
    public sealed interface News {
        /// It has printed a line.
        record Printed(String line) implements News {}

        /// It has a line for the log.
        record Logged(String line) implements News {}

        /// It has been ended, and does not end.
        ///
        /// @param what the threads that do not end, and where they are
        record Lingers(String what) implements News {}

        /// Nothing of it lingers any more.
        record Gone() implements News {}
    }

    /// How far the work says it has come.
    ///
    /// @param done how much is done, in whatever the work counts
    /// @param total how much there is to do
    public record Progress(long done, long total) {
        @Override
        public String toString() {
            return done + "/" + total;
        }
    }

    /// @param limit how many bytes of output are kept at most
    /// @param listener is told what the attempt says; called by any thread
    public AttemptLog(int limit, Consumer<News> listener) {
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
            lines = new OutputLines(limit, line -> listener.accept(new News.Printed(line)));
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

    /// A line for the log.
    public void log(String line) {
        listener.accept(new News.Logged(line));
    }

    /// The work has come so far.
    public void progress(Progress now) {
        progress = now;
    }

    /// How far the work has come, if it says so.
    public Optional<Progress> progress() {
        return Optional.ofNullable(progress);
    }

    /// The attempt has been ended, and does not end.
    ///
    /// @param what the threads that do not end, and where they are
    public void lingers(String what) {
        lingering = what;
        listener.accept(new News.Lingers(what));
    }

    /// Nothing lingers any more.
    public void gone() {
        lingering = null;
        listener.accept(new News.Gone());
    }

    /// What does not end although the attempt has been ended; empty if all is as it should be.
    public Optional<String> lingering() {
        return Optional.ofNullable(lingering);
    }

    /// Is there no output, no progress, and no program that has ended?
    boolean isEmpty() {
        return output == null && progress == null && end.equals(ProgramEnd.NONE);
    }

    /// How the program of this attempt ended.
    public ProgramEnd end() {
        return end;
    }
}
