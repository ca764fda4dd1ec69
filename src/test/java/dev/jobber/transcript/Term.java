package dev.jobber.transcript;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A value of Erlang, printed as Elixir inspects it.
sealed interface Term {
    Term NIL = new Atom("nil");
    Term OK = new Atom("ok");

    /// An atom; the name of a module begins with a capital.
    record Atom(String name) implements Term {
        private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_@]*[?!]?");

        boolean isModule() {
            return !name.isEmpty()
                    && name.charAt(0) >= 'A'
                    && name.charAt(0) <= 'Z'
                    && name.contains(".");
        }

        @Override
        public String toString() {
            return switch (name) {
                case "nil", "true", "false" -> name;
                default ->
                        isModule()
                                ? name
                                : PLAIN.matcher(name).matches() ? ":" + name : ":" + new Text(name);
            };
        }
    }

    /// A whole number.
    record Int(BigInteger value) implements Term {
        static Int of(long value) {
            return new Int(BigInteger.valueOf(value));
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /// A number with a fraction.
    record Real(double value) implements Term {
        @Override
        public String toString() {
            return Double.toString(value).replace("E", "e");
        }
    }

    /// A string.
    record Text(String value) implements Term {
        @Override
        public String toString() {
            return '"'
                    + value.replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("#{", "\\#{")
                            .replace("\n", "\\n")
                            .replace("\t", "\\t")
                    + '"';
        }
    }

    /// A tuple.
    record Tuple(List<Term> items) implements Term {
        static Tuple of(Term... items) {
            return new Tuple(List.of(items));
        }

        /// Whether this is a tuple of this size that begins with this atom.
        boolean is(String tag, int size) {
            return items.size() == size && items.getFirst().equals(new Atom(tag));
        }

        @Override
        public String toString() {
            return items.stream().map(Term::toString).collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /// A list.
    record Items(List<Term> items) implements Term {
        @Override
        public String toString() {
            return items.stream()
                    .map(isKeywords() ? Items::keyword : Term::toString)
                    .collect(Collectors.joining(", ", "[", "]"));
        }

        private boolean isKeywords() {
            return items.stream()
                    .allMatch(it ->
                            it instanceof Tuple(var pair)
                                    && pair.size() == 2
                                    && pair.getFirst() instanceof Atom);
        }

        private static String keyword(Term item) {
            List<Term> pair = ((Tuple) item).items();
            return ((Atom) pair.getFirst()).name() + ": " + pair.getLast();
        }
    }

    /// A map.
    record Dict(Map<Term, Term> entries) implements Term {
        @Override
        public String toString() {
            return entries.entrySet().stream()
                    .map(it ->
                            it.getKey() instanceof Atom(var name)
                                    ? name + ": " + it.getValue()
                                    : it.getKey() + " => " + it.getValue())
                    .sorted()
                    .collect(Collectors.joining(", ", "%{", "}"));
        }
    }

    /// `{:do, words}`, which is printed `:request`.
    record Opaque(Do action) implements Term {
        @Override
        public String toString() {
            return action.toString();
        }
    }

    /// An atom by its name.
    static Atom atom(String name) {
        return new Atom(name);
    }
}
