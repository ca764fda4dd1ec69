package dev.jobber.job.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one attempt of a job says while it works, and what it leaves: its output, how far it has
/// come, and how its program ended, if it ran one.
///
/// Safe for use by several threads. Its monitor guards all that was printed; the threads that wait
/// for more wait at it.
public final class AttemptLog {
    private final int limit;
    private final Consumer<News> listener;
    private final long before;
    private @Nullable Printed printed;
    private boolean closed;
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

    /// What has been printed.
    private record Printed(OutputRing ring, OutputLines output, OutputLines errors) {}

    /// @param limit how many bytes of output are kept at most
    /// @param listener is told what the attempt says; called by any thread
    public AttemptLog(int limit, Consumer<News> listener) {
        this(limit, listener, 0);
    }

    private AttemptLog(int limit, Consumer<News> listener, long before) {
        this.limit = limit;
        this.listener = listener;
        this.before = before;
    }

    /// What an attempt has left that is over.
    ///
    /// @param output the last of what it printed
    /// @param dropped how many lines went before
    /// @param end how its program ended
    public static AttemptLog past(byte[] output, long dropped, ProgramEnd end) {
        var log = new AttemptLog(output.length + 1, news -> {}, dropped);
        if (output.length > 0 || dropped > 0) {
            log.output().add(output, output.length);
        }
        log.ended(end);
        log.close();
        return log;
    }

    /// How a program ended.
    ///
    /// @param exit its exit code, if it ended by itself
    /// @param signal the signal that ended it: `SIGKILL`
    public record ProgramEnd(OptionalInt exit, Optional<String> signal) {
        /// No program has ended.
        public static final ProgramEnd NONE = new ProgramEnd(OptionalInt.empty(), Optional.empty());
    }

    /// What was printed.
    ///
    /// @param lines those that are kept, the oldest first
    /// @param dropped how many lines went before
    public record Kept(List<OutputLine> lines, long dropped) {
        public Kept {
            lines = List.copyOf(lines);
        }

        /// Whether a part of what was printed is missing here.
        public boolean isTruncated() {
            return dropped > 0 || lines.stream().anyMatch(line -> line.cut() > 0);
        }
    }

    /// What was printed since a look.
    ///
    /// @param kept the lines that were ended since then, and how many of those are lost
    /// @param next the number of the next line, for the next look
    /// @param isLast whether nothing more will be printed
    public record Since(Kept kept, long next, boolean isLast) {}

    /// Where standard output goes, and with it standard error where that is not read apart. An
    /// attempt that prints nothing keeps nothing.
    public OutputLines output() {
        return printed().output();
    }

    /// Where standard error goes that is read apart from standard output.
    public OutputLines errors() {
        return printed().errors();
    }

    private synchronized Printed printed() {
        Printed all = printed;
        if (all == null) {
            var ring = new OutputRing(limit, before);
            Consumer<String> told = line -> listener.accept(new News.Printed(line));
            all =
                    new Printed(
                            ring,
                            new OutputLines(this, ring, limit, OutputLine.Origin.OUTPUT, told),
                            new OutputLines(this, ring, limit, OutputLine.Origin.ERROR, told));
            printed = all;
        }
        return all;
    }

    /// What was printed and is kept, with lines that have no end yet.
    public synchronized Kept kept() {
        Printed all = printed;
        if (all == null) {
            return new Kept(List.of(), 0);
        }
        List<OutputLine> lines = new ArrayList<>(all.ring().from(0));
        all.output().unfinished().ifPresent(lines::add);
        all.errors().unfinished().ifPresent(lines::add);
        return new Kept(lines, all.ring().firstLine());
    }

    /// Waits until a line of this number or a later one is whole, or nothing more will be printed.
    ///
    /// @param number how many lines the caller knows
    /// @param most how long it waits
    public synchronized Since await(long number, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis();
                left > 0 && !closed && nextLine() <= number;
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        Printed all = printed;
        return all == null
                ? new Since(new Kept(List.of(), 0), 0, closed)
                : new Since(
                        new Kept(
                                all.ring().from(number),
                                Math.max(0, all.ring().firstLine() - number)),
                        nextLine(),
                        closed);
    }

    private long nextLine() {
        Printed all = printed;
        return all == null ? 0 : all.ring().nextLine();
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

    /// Nothing more will be printed: tells the last lines that have no end.
    public void close() {
        Printed all;
        synchronized (this) {
            all = printed;
        }
        if (all != null) {
            all.output().end();
            all.errors().end();
        }
        over();
    }

    /// The attempt is over. What its thread still prints, if that lives longer, is kept all the
    /// same.
    synchronized void over() {
        Printed all = printed;
        if (all != null && !closed) {
            all.output().finish();
            all.errors().finish();
            all.ring().trim();
        }
        closed = true;
        notifyAll();
    }

    /// Whether there is no output, no progress, and no program that has ended.
    synchronized boolean isEmpty() {
        return printed == null && progress == null && end.equals(ProgramEnd.NONE);
    }

    /// How the program of this attempt ended.
    public ProgramEnd end() {
        return end;
    }
}
