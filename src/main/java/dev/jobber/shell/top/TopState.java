package dev.jobber.shell.top;

import java.util.HashMap;
import java.util.Map;

/// What the user has chosen to see.
///
/// @param folds the processes that the user has opened (true) or folded (false), by number
record TopState(
        Arrangement arrangement, Map<Long, Boolean> folds, Cursor cursor, Mode mode, Panes panes) {
    TopState {
        folds = Map.copyOf(folds);
    }

    /// Where the user is.
    ///
    /// @param selected the number of the selected process; 0 before the first choice
    /// @param index the index of its row
    /// @param offset the index of the first row on the screen
    record Cursor(long selected, int index, int offset) {
        static final Cursor START = new Cursor(0, 0, 0);

        /// The same on these rows: the process may have moved, or may be gone.
        ///
        /// @param height how many rows are on the screen
        Cursor on(Rows rows, int height) {
            int at =
                    Math.clamp(
                            rows.indexOf(selected).orElse(index), 0, Math.max(0, rows.size() - 1));
            int most = Math.max(0, rows.size() - height);
            int first = Math.clamp(Math.clamp(offset, Math.max(0, at - height + 1), at), 0, most);
            return new Cursor(rows.size() == 0 ? 0 : rows.row(at).life().number(), at, first);
        }

        Cursor to(Rows rows, int newIndex) {
            int at = Math.clamp(newIndex, 0, Math.max(0, rows.size() - 1));
            return new Cursor(rows.size() == 0 ? 0 : rows.row(at).life().number(), at, offset);
        }
    }

    /// What keys mean at the moment.
    sealed interface Mode {
        /// They move, and call for what there is.
        record Browsing() implements Mode {}

        /// They are the text of the filter.
        ///
        /// @param before the filter that comes back with Escape
        record Filtering(String before) implements Mode {}

        /// They answer a question.
        record Asking(Act act, Life life, String question) implements Mode {}

        /// Any of them ends the list of the keys.
        record Helping() implements Mode {}
    }

    /// What stands beside the processes.
    ///
    /// @param hasDetail whether the selected process is described
    /// @param isFrozen whether the picture stands still
    /// @param note what came of the last act; empty for nothing
    record Panes(boolean hasDetail, boolean isFrozen, String note) {}

    static TopState of(Arrangement arrangement) {
        return new TopState(
                arrangement,
                Map.of(),
                Cursor.START,
                new Mode.Browsing(),
                new Panes(false, false, ""));
    }

    TopState with(Arrangement newArrangement) {
        return new TopState(newArrangement, folds, cursor, mode, panes);
    }

    TopState with(Cursor newCursor) {
        return new TopState(arrangement, folds, newCursor, mode, panes);
    }

    TopState with(Mode newMode) {
        return new TopState(arrangement, folds, cursor, newMode, panes);
    }

    TopState withDetail(boolean has) {
        return new TopState(
                arrangement, folds, cursor, mode, new Panes(has, panes.isFrozen(), panes.note()));
    }

    TopState frozen(boolean isFrozen) {
        return new TopState(
                arrangement,
                folds,
                cursor,
                mode,
                new Panes(panes.hasDetail(), isFrozen, panes.note()));
    }

    TopState noting(String note) {
        return new TopState(
                arrangement,
                folds,
                cursor,
                mode,
                new Panes(panes.hasDetail(), panes.isFrozen(), note));
    }

    TopState opened(long number, boolean isOpen) {
        var more = new HashMap<Long, Boolean>(folds);
        more.put(number, isOpen);
        return new TopState(arrangement, more, cursor, mode, panes);
    }
}
