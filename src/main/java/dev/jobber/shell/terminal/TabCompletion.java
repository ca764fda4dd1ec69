package dev.jobber.shell.terminal;

import dev.jobber.shell.console.Completions;
import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.syntax.Characters;
import dev.jobber.shell.syntax.TypedReference;
import dev.jobber.shell.syntax.TypedWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Decides what Tab does at the cursor: it extends the word or lists the possible words. It never
/// changes a typed character.
final class TabCompletion {
    /// Completes nothing.
    static final TabCompletion NONE = new TabCompletion((_, _) -> List.of());

    /// In a longer list a reader finds nothing.
    private static final int MOST_LISTED = 100;

    private final Completions completions;

    TabCompletion(Completions completions) {
        this.completions = completions;
    }

    /// What Tab does.
    ///
    /// @param insert what is added at the cursor; empty for nothing
    /// @param word the word at the cursor after that
    /// @param list the possible words; empty where there is no choice
    record Answer(String insert, String word, List<Suggestion> list) {
        static final Answer NOTHING = new Answer("", "", List.of());
    }

    /// What Tab does where this text ends at the cursor.
    ///
    /// @param after the rest of the line
    Answer at(String text, String after) {
        Optional<TypedReference> reference = TypedReference.at(text);
        if (reference.isPresent()) {
            return at(reference.get());
        }
        Optional<TypedWord> at = TypedWord.at(text);
        if (at.isEmpty()) {
            return Answer.NOTHING;
        }
        TypedWord word = at.get();
        var found = new LinkedHashMap<String, Suggestion>();
        for (Suggestion suggestion : completions.complete(word.before(), word.current())) {
            found.putIfAbsent(suggestion.value(), suggestion);
        }
        List<Suggestion> matching =
                found.values().stream()
                        .filter(suggestion -> suggestion.value().startsWith(word.current()))
                        .toList();
        if (matching.isEmpty()) {
            return new Answer("", word.current(), near(word.current(), found.values()));
        }
        if (matching.size() > 1) {
            String common = common(matching);
            String insert = word.extended(common, false).orElse("");
            return new Answer(
                    insert,
                    insert.isEmpty() ? word.current() : common,
                    matching.subList(0, Math.min(MOST_LISTED, matching.size())));
        }
        Suggestion only = matching.getFirst();
        boolean mayEnd =
                after.isEmpty() || Characters.endsWord(after.charAt(0)) || after.charAt(0) == '\n';
        Optional<String> insert = word.extended(only.value(), only.complete() && mayEnd);
        if (insert.isEmpty()) {
            return new Answer("", word.current(), matching);
        }
        String blank = only.complete() && after.isEmpty() ? " " : "";
        return new Answer(insert.get() + blank, only.value(), List.of());
    }

    private Answer at(TypedReference reference) {
        String begun = reference.begun();
        List<Suggestion> matching =
                completions.references(begun).stream()
                        .filter(suggestion -> suggestion.value().startsWith(begun))
                        .toList();
        if (matching.isEmpty()) {
            return Answer.NOTHING;
        }
        String common = common(matching);
        String insert = common.substring(begun.length());
        boolean isOnly = matching.size() == 1;
        return new Answer(
                isOnly && reference.braced() ? insert + "}" : insert,
                common,
                isOnly ? List.of() : matching);
    }

    /// The words that are similar to the typed one.
    private static List<Suggestion> near(String written, Iterable<Suggestion> all) {
        var words = new LinkedHashMap<String, Suggestion>();
        all.forEach(suggestion -> words.put(suggestion.value(), suggestion));
        return DidYouMean.near(written, words.keySet()).stream()
                .flatMap(word -> Optional.ofNullable(words.get(word)).stream())
                .toList();
    }

    private static String common(List<Suggestion> all) {
        String common = all.getFirst().value();
        for (Suggestion suggestion : all) {
            int length = 0;
            int most = Math.min(common.length(), suggestion.value().length());
            while (length < most && common.charAt(length) == suggestion.value().charAt(length)) {
                length++;
            }
            if (length > 0 && Character.isHighSurrogate(common.charAt(length - 1))) {
                length--;
            }
            common = common.substring(0, length);
        }
        return common;
    }
}
