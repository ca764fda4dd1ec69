package dev.jobber.transcript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a line falls into words, and words into parts.
final class Words {
    private static final Pattern OPTION = Pattern.compile("^([a-z_]+)=(.*)$");
    private static final Pattern APPLICATION = Pattern.compile("^([a-z_]+)\\((.*)\\)$");

    private Words() {}

    /// The words of a step, of which some are options, `name=value`.
    record Options(List<String> plain, Map<String, String> named) {
        Optional<String> get(String name) {
            return Optional.ofNullable(named.get(name));
        }

        Optional<Long> number(String name) {
            return get(name).map(Long::parseLong);
        }

        boolean has(String word) {
            return plain.contains(word);
        }
    }

    /// `stop(x)`: a word and the term it is applied to, `nil` if there is none.
    record Application(String word, Term term) {
        @Override
        public String toString() {
            return term.equals(Term.NIL) ? word : word + "(" + term + ")";
        }
    }

    /// Splits at blanks outside brackets and quotes.
    static List<String> split(String line) {
        return split(line, ' ').stream().filter(word -> !word.isEmpty()).toList();
    }

    /// Splits at commas outside brackets and quotes.
    static List<String> commas(String word) {
        return split(word, ',');
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        var part = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (char c : text.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && "([{".indexOf(c) >= 0) {
                depth++;
            } else if (!quoted && ")]}".indexOf(c) >= 0) {
                depth--;
            }
            if (c == separator && depth == 0 && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    static Options options(List<String> words) {
        List<String> plain = new ArrayList<>();
        Map<String, String> named = new LinkedHashMap<>();
        for (String word : words) {
            Matcher option = OPTION.matcher(word);
            if (option.matches()) {
                named.put(option.group(1), option.group(2));
            } else {
                plain.add(word);
            }
        }
        return new Options(plain, named);
    }

    static Application application(String word) {
        Matcher application = APPLICATION.matcher(word);
        return application.matches()
                ? new Application(application.group(1), TermParser.parse(application.group(2)))
                : new Application(word, Term.NIL);
    }

    /// The rest of a list.
    static List<String> after(List<String> words, int count) {
        return words.subList(Math.min(count, words.size()), words.size());
    }
}
