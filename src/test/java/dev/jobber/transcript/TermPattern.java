package dev.jobber.transcript;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A match pattern of Erlang's tables: `_` matches anything, `:"$1"` the same thing everywhere.
record TermPattern(Term term) {
    boolean matches(Object value) {
        return matches(term, value, new HashMap<>());
    }

    /// Whether it matches itself and nothing else.
    boolean isPlain() {
        return isPlain(term);
    }

    private static boolean isPlain(Term pattern) {
        return switch (pattern) {
            case Term.Atom(var name) -> !name.equals("_") && !name.matches("\\$\\d+");
            case Term.Tuple(var items) -> items.stream().allMatch(TermPattern::isPlain);
            case Term.Items(var items) -> items.stream().allMatch(TermPattern::isPlain);
            default -> true;
        };
    }

    private static boolean matches(Term pattern, Object value, Map<Term, Object> bound) {
        return switch (pattern) {
            case Term.Atom(var name) when name.equals("_") -> true;
            case Term.Atom variable when !isPlain(variable) -> {
                Object before = bound.putIfAbsent(variable, value);
                yield before == null || before.equals(value);
            }
            case Term.Tuple(var items) ->
                    value instanceof Term.Tuple(var parts) && matches(items, parts, bound);
            case Term.Items(var items) ->
                    value instanceof Term.Items(var parts) && matches(items, parts, bound);
            default -> pattern.equals(value);
        };
    }

    private static boolean matches(
            List<Term> patterns, List<Term> values, Map<Term, Object> bound) {
        if (patterns.size() != values.size()) {
            return false;
        }
        for (int i = 0; i < patterns.size(); i++) {
            if (!matches(patterns.get(i), values.get(i), bound)) {
                return false;
            }
        }
        return true;
    }
}
