package dev.jobber.shell.result;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.utils.Levenshtein;

/// Guesses which of the known words the user meant.
public final class DidYouMean {
    private DidYouMean() {}

    /// The word that is nearest to what was written, if one is near enough.
    public static Optional<String> nearest(String written, Collection<String> words) {
        return near(written, words).stream().findFirst();
    }

    /// The words that are near to what was written, the nearest first.
    public static List<String> near(String written, Collection<String> words) {
        String wanted = written.toLowerCase(Locale.ROOT);
        if (wanted.isEmpty() || wanted.length() > 100) {
            return List.of();
        }
        record Near(String word, int distance) {}
        return words.stream()
                .filter(word -> !word.isEmpty())
                .map(word ->
                        new Near(word, Levenshtein.distance(wanted, word.toLowerCase(Locale.ROOT))))
                .filter(near ->
                        near.distance() <= most(wanted, near.word())
                                && near.distance() < near.word().length())
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
                .map(Near::word)
                .toList();
    }

    /// How many slips may lie between two words. The first letter is seldom a slip: where it
    /// differs, a short word is another word, as `top` is not `stop`.
    private static int most(String wanted, String word) {
        boolean sameBegin = wanted.codePointAt(0) == word.toLowerCase(Locale.ROOT).codePointAt(0);
        return sameBegin ? Math.max(1, wanted.length() / 3) : wanted.length() / 4;
    }

    /// `did you mean 'start-job'?`, or what to do otherwise.
    public static String hint(String written, Collection<String> words, String otherwise) {
        return nearest(written, words)
                .map(word -> "did you mean '" + word + "'?")
                .orElse(otherwise);
    }
}
