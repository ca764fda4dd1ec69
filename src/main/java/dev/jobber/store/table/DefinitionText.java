package dev.jobber.store.table;

import dev.jobber.job.durable.Definition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Definitions as one text: the folder, then each line, with tabs between its words. What a word
/// has of tabs, line ends and characters that no database takes is escaped.
public final class DefinitionText {
    private DefinitionText() {}

    /// The text.
    public static String format(Definition definition) {
        return Stream.concat(
                        Stream.of(escaped(definition.folder())),
                        definition.lines().stream()
                                .map(words ->
                                        words.stream()
                                                .map(DefinitionText::escaped)
                                                .collect(Collectors.joining("\t"))))
                .collect(Collectors.joining("\n"));
    }

    /// What a text says.
    static Definition parse(String text) {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        return new Definition(
                lines.subList(1, lines.size()).stream()
                        .map(line ->
                                Arrays.stream(line.split("\t", -1))
                                        .map(DefinitionText::unescaped)
                                        .toList())
                        .toList(),
                unescaped(lines.getFirst()));
    }

    private static String escaped(String word) {
        var text = new StringBuilder(word.length() + 8);
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '\\' || c < ' ' || isLone(word, i)) {
                text.append(String.format("\\%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /// Half a character: a byte of a word that is not UTF-8.
    private static boolean isLone(String word, int at) {
        char c = word.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == word.length() || !Character.isLowSurrogate(word.charAt(at + 1));
        }
        return Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(word.charAt(at - 1)));
    }

    private static String unescaped(String text) {
        var word = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                word.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                word.append(c);
            }
        }
        return word.toString();
    }
}
