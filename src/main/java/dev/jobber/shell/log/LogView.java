package dev.jobber.shell.log;

import dev.jobber.observer.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Which lines of the log are shown.
///
/// @param level the lowest level that is shown
/// @param pause whether no line is shown for the time being
/// @param only only lines about these words are shown; empty to show all lines. See [Subject#is]
/// @param muted lines about these words are not shown
public record LogView(LogThreshold level, Pause pause, Set<String> only, Set<String> muted) {
    /// Whether the log is paused.
    public sealed interface Pause {
        /// Lines are shown.
        record None() implements Pause {}

        /// No line is shown until the user resumes the log.
        record Forever() implements Pause {}

        /// No line is shown until this time.
        record Until(Instant end) implements Pause {}
    }

    public LogView {
        only = Set.copyOf(only);
        muted = Set.copyOf(muted);
    }

    /// Everything from this level on.
    public static LogView from(LogThreshold level) {
        return new LogView(level, new Pause.None(), Set.of(), Set.of());
    }

    /// Whether lines are shown at all.
    public boolean isOn() {
        return level != LogThreshold.OFF && pause instanceof Pause.None;
    }

    /// When lines are shown again by themselves.
    Optional<Instant> end() {
        return pause instanceof Pause.Until(Instant end) ? Optional.of(end) : Optional.empty();
    }

    /// The same from this level on. A level means that lines are wanted, so a pause ends.
    public LogView level(LogThreshold lowest) {
        return new LogView(lowest, new Pause.None(), only, muted);
    }

    /// The same with this pause.
    public LogView pause(Pause other) {
        return new LogView(level, other, only, muted);
    }

    /// The same, but of all lines only those about what these words mean. None of these words is
    /// muted any more.
    public LogView only(Collection<String> words) {
        var stillMuted = new HashSet<String>(muted);
        stillMuted.removeAll(words);
        return new LogView(level, pause, Set.copyOf(words), stillMuted);
    }

    /// The same without lines about what these words mean.
    public LogView mute(Collection<String> words) {
        var more = new HashSet<String>(muted);
        more.addAll(words);
        return new LogView(level, pause, only, more);
    }

    /// The same with everything that is about any process or job.
    public LogView all() {
        return new LogView(level, pause, Set.of(), Set.of());
    }

    /// Whether all lines of the level and above are shown, whatever they are about.
    public boolean isUnfiltered() {
        return only.isEmpty() && muted.isEmpty();
    }

    /// Whether a line about this is held back, whatever its level is.
    boolean holdsBack(Subject about) {
        return !(pause instanceof Pause.None) || hides(about);
    }

    /// Whether `only` or `muted` hides a line about this.
    boolean hides(Subject about) {
        return !isUnfiltered()
                && (!only.isEmpty() && only.stream().noneMatch(about::is)
                        || muted.stream().anyMatch(about::is));
    }
}
