package dev.jobber.shell.session;

import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.syntax.Characters;
import dev.jobber.shell.syntax.Lexer;
import dev.jobber.shell.syntax.Piece;
import dev.jobber.shell.syntax.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Replaces names by their values. One word stays one word, even if the value contains blanks.
public final class Expansion {
    private final Variables variables;

    public Expansion(Variables variables) {
        this.variables = variables;
    }

    /// The text of a word with all names replaced.
    ///
    /// @throws ShellException if a name is not set, or its value has no such part
    public String of(Word word) {
        var text = new StringBuilder();
        for (Piece piece : word.pieces()) {
            text.append(
                    switch (piece) {
                        case Piece.Literal literal -> literal.text();
                        case Piece.Home _ -> variables.home();
                        case Piece.Reference reference -> value(reference);
                    });
        }
        return text.toString();
    }

    private String value(Piece.Reference reference) {
        Value part = part(reference);
        return part.principal().orElseThrow(() -> nothing(reference, part));
    }

    private static ShellException nothing(Piece.Reference reference, Value part) {
        return switch (part) {
            case Value.Rows _ ->
                    missing(
                            reference + " is an empty list, which stands for no value",
                            "'"
                                    + reference.name()
                                    + "' alone shows it; run its command again when there is something to list");
            case Value.Nothing _ ->
                    missing(
                            reference + " holds no value: its command answered nothing",
                            "'" + reference.name() + "' alone shows it");
            default ->
                    missing(
                            reference + " holds no value",
                            "write a part of it, as in " + reference + ".pid");
        };
    }

    /// The value that a reference leads to.
    ///
    /// @throws ShellException if a name is not set, or its value has no such part
    public Value part(Piece.Reference reference) {
        Value value =
                variables
                        .find(reference.name())
                        .orElseThrow(() -> new ShellException(unset(reference, List.of())));
        String seen = "$" + reference.name();
        for (Piece.Step step : reference.path()) {
            value = part(value, step, seen);
            seen += step;
        }
        return value;
    }

    /// The value that a text refers to: `$a`, `$1` or `$a[0]`, or the same without the sign.
    ///
    /// @throws ShellException if it refers to none
    public Value result(String text) {
        String bare = text.startsWith("$") ? text.substring(1) : text;
        List<Piece> pieces =
                Lexer.all("echo $" + bare).statements().getFirst().words().getLast().pieces();
        if (pieces.size() != 1 || !(pieces.getFirst() instanceof Piece.Reference reference)) {
            throw new ShellException(
                    UserError.usage(
                            "expected a result that is kept, such as $a or $1, got: " + text,
                            "keep one with a = COMMAND"));
        }
        return part(reference);
    }

    /// The error of a name that is not set.
    ///
    /// @param others names that have a value beside those that are kept
    public UserError unset(Piece.Reference reference, Collection<String> others) {
        if (Characters.isNumber(reference.name())) {
            return UserError.usage(
                    "there is no result $" + reference.name(),
                    "'v' lists the last ones, or write '$" + reference.name() + "' for the text");
        }
        return UserError.usage(
                "$" + reference.name() + " is not set",
                nearest(reference.name(), others)
                        .map(name -> "did you mean '$" + name + "'?")
                        .orElse(
                                "set it with "
                                        + reference.name()
                                        + " = COMMAND, or write '$"
                                        + reference.name()
                                        + "' for the text"));
    }

    /// A result that is kept, else a variable of the environment.
    private Optional<String> nearest(String name, Collection<String> others) {
        List<String> kept = new ArrayList<>(variables.all().keySet());
        kept.addAll(others);
        return DidYouMean.nearest(name, kept)
                .or(() -> DidYouMean.nearest(name, variables.environment()));
    }

    private static Value part(Value value, Piece.Step step, String seen) {
        return switch (step) {
            case Piece.Step.Row(int index) ->
                    switch (value) {
                        case Value.Rows(List<Value> rows) when index < rows.size() ->
                                rows.get(index);
                        case Value.Rows(List<Value> rows) when rows.isEmpty() ->
                                throw missing(
                                        seen
                                                + step
                                                + " does not exist: "
                                                + seen
                                                + " is an empty list",
                                        "");
                        case Value.Rows(List<Value> rows) ->
                                throw missing(
                                        "expected a row below "
                                                + rows.size()
                                                + ", got: "
                                                + seen
                                                + step,
                                        "rows count from 0");
                        default ->
                                throw missing(
                                        "expected a list in " + seen + ", got: " + value.toJson(),
                                        "");
                    };
            case Piece.Step.Field(String name) ->
                    switch (value) {
                        case Value.Fields row ->
                                Optional.ofNullable(row.fields().get(name))
                                        .orElseThrow(() ->
                                                missing(
                                                        "expected one of "
                                                                + String.join(
                                                                        ", ", row.fields().keySet())
                                                                + ", got: "
                                                                + seen
                                                                + step,
                                                        DidYouMean.hint(
                                                                name, row.fields().keySet(), "")));
                        case Value.Rows(List<Value> rows) when rows.isEmpty() ->
                                throw missing(
                                        seen
                                                + step
                                                + " does not exist: "
                                                + seen
                                                + " is an empty list",
                                        "");
                        case Value.Rows(List<Value> rows) ->
                                part(rows.getFirst(), step, seen + "[0]");
                        default ->
                                throw missing(
                                        "expected a value with parts in "
                                                + seen
                                                + ", got: "
                                                + value.toJson(),
                                        "write ${NAME}"
                                                + step
                                                + " for a text that follows the value");
                    };
        };
    }

    private static ShellException missing(String message, String hint) {
        return new ShellException(new UserError(ErrorCode.NOT_FOUND, message, hint));
    }
}
