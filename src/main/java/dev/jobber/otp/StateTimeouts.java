package dev.jobber.otp;

import dev.jobber.otp.StateMachine.CancelTimeout;
import dev.jobber.otp.StateMachine.Event;
import dev.jobber.otp.StateMachine.SetTimeout;
import dev.jobber.otp.StateMachine.TimeoutAction;
import dev.jobber.otp.StateMachine.TimeoutKind;
import dev.jobber.otp.StateMachine.UpdateTimeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The timeouts of one state machine, at most one of each kind. A machine has few, so they stand in
/// a list.
///
/// Timeouts of no time need no clock: they wait in `ofNoTime`, in the order in which they were set.
final class StateTimeouts {
    /// The message of the clock to the machine. It counts only for the timeout that waits for it.
    static final class Rang {
        @Override
        public String toString() {
            return "#Timeout<" + Integer.toHexString(System.identityHashCode(this)) + ">";
        }
    }

    /// A timeout that is set.
    private static final class Entry {
        final TimeoutKind kind;
        Object content;

        /// The message of the clock that will come, and its timer; null for a timeout of no time.
        @Nullable Rang rang;

        @Nullable TimerRef timer;

        Entry(TimeoutKind kind, Object content) {
            this.kind = kind;
            this.content = content;
        }
    }

    private static final TimeoutKind OF_EVENT = new TimeoutKind.OfEvent();
    private static final TimeoutKind OF_STATE = new TimeoutKind.OfState();

    private final ProcessCell self;
    private final List<Entry> entries = new ArrayList<>(2);
    private final List<Entry> ofNoTime = new ArrayList<>(2);

    StateTimeouts(ProcessCell self) {
        this.self = self;
    }

    /// The event of this message; null if the timeout has been cancelled meanwhile.
    @Nullable Event rang(Rang rang) {
        for (Entry entry : entries) {
            if (entry.rang == rang) {
                entries.remove(entry);
                return entry.kind.event(entry.content);
            }
        }
        return null;
    }

    /// The next timeout of no time, taken out; null if there is none.
    @Nullable Event nextOfNoTime() {
        if (ofNoTime.isEmpty()) {
            return null;
        }
        Entry entry = ofNoTime.removeFirst();
        entries.remove(entry);
        return entry.kind.event(entry.content);
    }

    /// An event has been handled.
    ///
    /// @param stateChanged whether the state has changed with it
    void endWithEvent(boolean stateChanged) {
        if (!entries.isEmpty()) {
            cancel(OF_EVENT);
            if (stateChanged) {
                cancel(OF_STATE);
            }
        }
    }

    /// Does what the actions of one event say. The last one of a kind counts.
    ///
    /// @param started is told of each timeout that is set; null if nothing is told
    void change(List<TimeoutAction> actions, @Nullable Consumer<SetTimeout> started) {
        Set<TimeoutKind> seen = actions.size() == 1 ? Set.of() : new HashSet<>();
        List<Entry> late = new ArrayList<>(1);
        for (TimeoutAction action : actions.reversed()) {
            if (actions.size() > 1 && !seen.add(action.kind())) {
                continue;
            }
            switch (action) {
                case SetTimeout set when set.time().equals(Process.INFINITY) -> cancel(set.kind());
                case SetTimeout set -> {
                    if (started != null) {
                        started.accept(set);
                    }
                    set(set, late);
                }
                case UpdateTimeout(var kind, var content) -> update(kind, content, late);
                case CancelTimeout(var kind) -> cancel(kind);
            }
        }
        ofNoTime.addAll(late.reversed());
    }

    private void set(SetTimeout set, List<Entry> late) {
        cancel(set.kind());
        var entry = new Entry(set.kind(), set.content());
        entries.add(entry);
        if (set.time().equals(Duration.ZERO)) {
            late.add(entry);
        } else {
            var rang = new Rang();
            entry.rang = rang;
            entry.timer = TimerRef.start(self.node, self, rang, set.time());
        }
    }

    private void update(TimeoutKind kind, Object content, List<Entry> late) {
        Entry entry = find(kind);
        if (entry != null) {
            entry.content = content;
        } else {
            entry = new Entry(kind, content);
            entries.add(entry);
            late.add(entry);
        }
    }

    private @Nullable Entry find(TimeoutKind kind) {
        for (Entry entry : entries) {
            if (entry.kind.equals(kind)) {
                return entry;
            }
        }
        return null;
    }

    private void cancel(TimeoutKind kind) {
        Entry entry = find(kind);
        if (entry != null) {
            entries.remove(entry);
            TimerRef timer = entry.timer;
            if (timer == null) {
                ofNoTime.remove(entry);
            } else {
                timer.cancel();
            }
        }
    }
}
