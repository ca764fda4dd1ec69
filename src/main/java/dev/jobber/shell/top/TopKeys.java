package dev.jobber.shell.top;

import dev.jobber.shell.console.Key;
import dev.jobber.shell.console.Key.Special;
import dev.jobber.shell.top.TopState.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What each key does.
///
/// @param state what is shown
/// @param rows the processes that are shown
/// @param page how many rows are on the screen
record TopKeys(TopState state, Rows rows, int page) {
    /// The keys, and what `?` says of them.
    static final List<List<String>> HELP =
            List.of(
                    List.of("Up Down PgUp PgDn Home End", "select a process"),
                    List.of("Right Left Space", "open it, fold it, go to its parent"),
                    List.of("Enter", "describe it: info, log, why"),
                    List.of("/", "filter by name, pid, job or status"),
                    List.of("s S", "next order, turn the order round"),
                    List.of("t", "tree or list"),
                    List.of("d", "show those that have just died, or not"),
                    List.of("f", "freeze the picture, or let it go on"),
                    List.of("x k r", "stop, kill, restart; asks first"),
                    List.of("Ctrl-L", "draw the screen again"),
                    List.of("Esc", "close what is open here; never leaves"),
                    List.of("q Ctrl-C", "leave"));

    /// What comes of a key.
    ///
    /// @param effect what is to be done beside the change of the state
    record Reaction(TopState state, Optional<Effect> effect) {}

    /// What a key has done beside the view itself.
    sealed interface Effect {
        /// The view is over.
        record Leave() implements Effect {}

        /// It is to be found out what an act would end.
        record Ask(Act act, Life life) implements Effect {}

        /// The user has agreed to an act.
        record Do(Act act, Life life) implements Effect {}
    }

    Reaction press(Key key) {
        if (key == Special.LEAVE) {
            return effect(state, new Effect.Leave());
        }
        return switch (state.mode()) {
            case Mode.Browsing() -> browsing(key);
            case Mode.Filtering(String before) -> only(filtering(key, before));
            case Mode.Asking(Act act, Life life, String _) -> answered(key, act, life);
            case Mode.Helping() ->
                    key.equals(new Key.Typed("q"))
                            ? effect(state, new Effect.Leave())
                            : only(state.with(new Mode.Browsing()));
        };
    }

    private static Reaction only(TopState next) {
        return new Reaction(next, Optional.empty());
    }

    private static Reaction effect(TopState next, Effect effect) {
        return new Reaction(next, Optional.of(effect));
    }

    private Reaction answered(Key key, Act act, Life life) {
        boolean isYes =
                key instanceof Key.Typed(String text) && text.toLowerCase(Locale.ROOT).equals("y");
        TopState next = state.with(new Mode.Browsing());
        return isYes ? effect(next, new Effect.Do(act, life)) : only(next.noting("nothing done"));
    }

    private TopState filtering(Key key, String before) {
        String text = state.arrangement().filter();
        return switch (key) {
            case Key.Typed(String more) when more.charAt(0) >= ' ' -> filtered(text + more);
            case Special.BACKSPACE ->
                    filtered(
                            text.isEmpty()
                                    ? text
                                    : text.substring(
                                            0, text.offsetByCodePoints(text.length(), -1)));
            case Special.ESCAPE -> filtered(before).with(new Mode.Browsing());
            case Special.ENTER -> state.with(new Mode.Browsing());
            case Special special -> moved(special);
            case Key.Typed _ -> state;
        };
    }

    private TopState filtered(String text) {
        return state.with(state.arrangement().withFilter(text));
    }

    private Reaction browsing(Key key) {
        TopState plain = state.noting("");
        return switch (key) {
            case Special special -> only(new TopKeys(plain, rows, page).moved(special));
            case Key.Typed(String text) -> typed(text, plain);
        };
    }

    private Reaction typed(String text, TopState plain) {
        Arrangement now = plain.arrangement();
        Arrangement.Order order = now.order();
        Optional<Act> act =
                Arrays.stream(Act.values()).filter(each -> each.key().equals(text)).findFirst();
        if (act.isPresent()) {
            return selected()
                    .map(row -> effect(plain, new Effect.Ask(act.get(), row.life())))
                    .orElseGet(() -> only(plain));
        }
        return switch (text) {
            case "q", "Q" -> effect(plain, new Effect.Leave());
            case "?", "h" -> only(plain.with(new Mode.Helping()));
            case "/" -> only(plain.with(new Mode.Filtering(now.filter())));
            case "s" -> only(plain.with(now.withOrder(order.key().next(), false)));
            case "S" -> only(plain.with(now.withOrder(order.key(), !order.isReversed())));
            case "t" -> only(plain.with(now.asTree(!now.isTree())));
            case "d" -> only(plain.with(now.withDead(!now.showsDead())));
            case "f" -> only(plain.frozen(!plain.panes().isFrozen()));
            case " " ->
                    only(
                            selected()
                                    .map(row -> folded(row, row.fold() == Rows.Fold.CLOSED))
                                    .orElse(plain));
            default -> only(plain);
        };
    }

    private Optional<Rows.Row> selected() {
        int index = state.cursor().index();
        return index < rows.size() ? Optional.of(rows.row(index)) : Optional.empty();
    }

    private TopState folded(Rows.Row row, boolean isOpen) {
        return row.fold() == Rows.Fold.LEAF
                ? state.noting("")
                : state.noting("").opened(row.life().number(), isOpen);
    }

    private TopState moved(Special key) {
        int index = state.cursor().index();
        return switch (key) {
            case UP -> to(index - 1);
            case DOWN -> to(index + 1);
            case PAGE_UP -> to(index - page);
            case PAGE_DOWN -> to(index + page);
            case HOME -> to(0);
            case END -> to(rows.size() - 1);
            case RIGHT ->
                    selected()
                            .map(row ->
                                    row.fold() == Rows.Fold.OPEN
                                            ? to(index + 1)
                                            : folded(row, true))
                            .orElse(state);
            case LEFT -> selected().map(this::closed).orElse(state);
            case ENTER, TAB -> state.withDetail(!state.panes().hasDetail());
            case ESCAPE -> state.withDetail(false);
            case BACKSPACE, LEAVE -> state;
        };
    }

    private TopState closed(Rows.Row row) {
        return row.fold() == Rows.Fold.OPEN && state.arrangement().filter().isEmpty()
                ? folded(row, false)
                : rows.parentOf(state.cursor().index()).map(this::to).orElse(state);
    }

    private TopState to(int index) {
        return state.with(state.cursor().to(rows, index));
    }
}
