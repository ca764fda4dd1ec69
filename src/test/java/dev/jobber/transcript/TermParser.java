package dev.jobber.transcript;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads an Elixir literal in which a bare word is an atom.
final class TermParser {
    private final String text;
    private int at;

    private TermParser(String text) {
        this.text = text;
    }

    static Term parse(String text) {
        var parser = new TermParser(text);
        Term term = parser.term();
        parser.blanks();
        if (parser.at < text.length()) {
            throw parser.expected("the end");
        }
        return term;
    }

    private Term term() {
        blanks();
        if (at == text.length()) {
            throw expected("a term");
        }
        char c = text.charAt(at);
        if (c == '{') {
            return new Term.Tuple(sequence('}'));
        }
        if (c == '[') {
            return new Term.Items(sequence(']'));
        }
        if (text.startsWith("%{", at)) {
            at++;
            return dict();
        }
        if (c == '"') {
            return new Term.Text(quoted());
        }
        if (c == ':') {
            at++;
            return Term.atom(text.startsWith("\"", at) ? quoted() : name());
        }
        if (Character.isDigit(c) || c == '-') {
            return number();
        }
        return Term.atom(name());
    }

    private List<Term> sequence(char end) {
        List<Term> items = new ArrayList<>();
        at++;
        blanks();
        while (!take(end)) {
            items.add(item());
            blanks();
            if (!take(',') && !text.startsWith(String.valueOf(end), at)) {
                throw expected("',' or '" + end + "'");
            }
            blanks();
        }
        return List.copyOf(items);
    }

    /// A term, or a pair of a keyword list.
    private Term item() {
        Term first = term();
        if (first instanceof Term.Atom && take(':')) {
            return Term.Tuple.of(first, term());
        }
        return first;
    }

    private Term dict() {
        Map<Term, Term> entries = new LinkedHashMap<>();
        at++;
        blanks();
        while (!take('}')) {
            Term key = term();
            if (!take(':')) {
                blanks();
                if (!text.startsWith("=>", at)) {
                    throw expected("'=>'");
                }
                at += 2;
            }
            entries.put(key, term());
            blanks();
            take(',');
            blanks();
        }
        return new Term.Dict(entries);
    }

    private String quoted() {
        var value = new StringBuilder();
        at++;
        while (!take('"')) {
            if (at == text.length()) {
                throw expected("'\"'");
            }
            char c = text.charAt(at++);
            value.append(c == '\\' && at < text.length() ? escaped(text.charAt(at++)) : c);
        }
        return value.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 's' -> ' ';
            default -> c;
        };
    }

    private Term number() {
        int from = at++;
        while (at < text.length()
                && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        boolean real =
                at + 1 < text.length()
                        && text.charAt(at) == '.'
                        && Character.isDigit(text.charAt(at + 1));
        if (real) {
            at++;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at))
                            || (text.charAt(at) == '-' && text.charAt(at - 1) == 'e'))) {
                at++;
            }
        }
        String digits = text.substring(from, at).replace("_", "");
        return real
                ? new Term.Real(Double.parseDouble(digits))
                : new Term.Int(new BigInteger(digits));
    }

    private String name() {
        int from = at;
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw expected("a term");
        }
        return text.substring(from, at);
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || "_@?!$.".indexOf(c) >= 0;
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException expected(String what) {
        return new IllegalArgumentException("expected " + what + " at " + at + " of " + text);
    }
}
