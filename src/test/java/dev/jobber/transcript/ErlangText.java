package dev.jobber.transcript;

import java.util.List;
import java.util.stream.Collectors;

/// Terms as Erlang writes them, where OTP's own modules do.
final class ErlangText {
    private ErlangText() {}

    static String of(Object value) {
        return switch (value) {
            case Term.Atom(var name) ->
                    name.matches("[a-z][A-Za-z0-9_@]*") ? name : "'" + name + "'";
            case Term.Text(var text) -> binary(text);
            case Term.Tuple(var items) -> "{" + all(items) + "}";
            case Term.Items(var items) -> "[" + all(items) + "]";
            case Do(var words) ->
                    words.stream()
                            .map(ErlangText::binary)
                            .collect(Collectors.joining(",", "{do,[", "]}"));
            default -> value.toString();
        };
    }

    private static String all(List<Term> items) {
        return items.stream().map(ErlangText::of).collect(Collectors.joining(","));
    }

    private static String binary(String text) {
        return text.isEmpty() ? "<<>>" : "<<" + new Term.Text(text) + ">>";
    }
}
