package dev.jobber.shell.complete;

import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Expansion;
import dev.jobber.shell.session.Variables;
import dev.jobber.shell.syntax.Lexer;
import dev.jobber.shell.syntax.Piece;
import java.util.ArrayList;
import java.util.List;

/// Completes what stands after `$`: the results that are kept, the environment's variables, and the
/// parts of a result.
final class ReferenceCandidates {
    /// More of a value would not fit beside its name.
    private static final int LONGEST = 40;

    private final Variables variables;

    ReferenceCandidates(Variables variables) {
        this.variables = variables;
    }

    List<Suggestion> of(String begun) {
        int dot = begun.lastIndexOf('.');
        return dot < 0 ? names() : parts(begun.substring(0, dot));
    }

    private List<Suggestion> names() {
        var names = new ArrayList<Suggestion>();
        variables
                .all()
                .forEach((name, value) ->
                        names.add(new Suggestion(name, "results", brief(value), false)));
        variables
                .environment()
                .forEach(name -> names.add(new Suggestion(name, "environment", "", false)));
        return names;
    }

    private static String brief(Value value) {
        String text = UserError.shown(value.principal().orElseGet(value::toJson));
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /// The fields of the value that this leads to, or of its first row.
    private List<Suggestion> parts(String head) {
        List<Piece> pieces =
                Lexer.all("echo $" + head).statements().getFirst().words().getLast().pieces();
        if (pieces.size() != 1 || !(pieces.getFirst() instanceof Piece.Reference reference)) {
            return List.of();
        }
        try {
            return parts(head, new Expansion(variables).part(reference));
        } catch (ShellException unset) {
            return List.of();
        }
    }

    private static List<Suggestion> parts(String head, Value value) {
        return switch (value) {
            case Value.Fields fields ->
                    fields.fields().entrySet().stream()
                            .map(field ->
                                    new Suggestion(
                                            head + "." + field.getKey(),
                                            "parts",
                                            brief(field.getValue()),
                                            false))
                            .toList();
            case Value.Rows(List<Value> rows) when !rows.isEmpty() -> parts(head, rows.getFirst());
            default -> List.of();
        };
    }
}
