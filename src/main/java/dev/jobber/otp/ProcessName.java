package dev.jobber.otp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The name and the label of a process, and whether it has been killed.
///
/// The lock of the process guards the *writing* of `marks`.
abstract sealed class ProcessName extends ProcessLinks permits ProcessTurns {
    /// The name it was registered under, a String or a [Via]; with a label, a [Labelled]; once it
    /// has been killed, a [Doom], which keeps them. One field for all, since each process pays for
    /// it. Written with the lock held.
    ///
    /// The doom is set once, by the killer. It is read after `thread` is written, and written
    /// before `thread` is read: so either the killer interrupts the thread or the thread sees the
    /// doom.
    private volatile @Nullable Object marks;

    /// The label and the name. It outlives the process, for reports.
    ///
    /// @param text the label as text, made once
    private record Labelled(Object label, String text, @Nullable Object name) {
        Labelled withName(@Nullable Object other) {
            return new Labelled(label, text, other);
        }
    }

    ProcessName(long id) {
        super(id);
    }

    // ---- killed

    final boolean isDoomed() {
        return marks instanceof Doom;
    }

    final @Nullable Doom doom() {
        return marks instanceof Doom doom ? doom : null;
    }

    /// It has been killed. With the lock held, and once.
    final Doom doom(ExitReason reason, @Nullable ProcessCell from) {
        var doom = new Doom(reason, self(), from, marks);
        marks = doom;
        return doom;
    }

    final void checkDoom() {
        if (isDoomed()) {
            throw new Killed();
        }
    }

    // ---- called

    /// Whether it has a name or a label, or has been killed.
    final boolean isMarked() {
        return marks != null;
    }

    /// What a thread dump shows of it: the name, or the key in a registry, or else the label. For
    /// other processes it shows nothing, because their text would have to be made at each wake.
    final @Nullable String threadName() {
        Object shown = called();
        String label = null;
        if (shown instanceof Labelled labelled) {
            label = labelled.text();
            shown = labelled.name();
        }
        if (shown instanceof String registered) {
            return registered;
        }
        return shown instanceof Via via && via.key() instanceof String key ? key : label;
    }

    final @Nullable Object name() {
        Object now = called();
        return now instanceof Labelled labelled ? labelled.name() : now;
    }

    /// Its name, or a [Labelled]; killed or not.
    private @Nullable Object called() {
        Object now = marks;
        return now instanceof Doom doom ? doom.called : now;
    }

    private void called(@Nullable Object now) {
        if (marks instanceof Doom doom) {
            doom.called = now;
        } else {
            marks = now;
        }
    }

    final void named(Object newName) {
        synchronized (lock()) {
            called(called() instanceof Labelled labelled ? labelled.withName(newName) : newName);
        }
        self().renameThread();
    }

    final void nameless() {
        synchronized (lock()) {
            called(called() instanceof Labelled labelled ? labelled.withName(null) : null);
        }
    }

    /// Sets its label.
    final void label(Object newLabel) {
        String text = Inspect.text(newLabel); // runs foreign code, so without the lock
        synchronized (lock()) {
            called(new Labelled(newLabel, text, name()));
        }
        self().renameThread();
    }

    @Override
    public final Optional<Object> label() {
        return called() instanceof Labelled labelled
                ? Optional.of(labelled.label())
                : Optional.empty();
    }
}
