package dev.jobber.shell;

import java.util.ArrayList;
import java.util.List;

/// Takes what is wrong with one line, and finds the places.
abstract class LineCheck implements Check {

    private final Names names;
    private final List<String> arguments;
    private final List<Word> words;
    private final List<Problem> problems = new ArrayList<>();

    /// @param arguments what the words stand for
    LineCheck(Names names, List<String> arguments, List<Word> words) {
        this.names = names;
        this.arguments = arguments;
        this.words = words;
    }

    @Override
    public Names names() {
        return names;
    }

    @Override
    public boolean isKnown(String text) {
        return Unknown.isKnown(text);
    }

    @Override
    public void problem(String word, Fault fault) {
        if (isKnown(word)) {
            problems.add(new Problem(span(word), fault));
        }
    }

    /// Where the argument of this text stands: the last one, as a command's own word comes after
    /// its options.
    Span span(String text) {
        int index = arguments.lastIndexOf(text);
        if (index >= 0) {
            return words.get(index).span();
        }
        for (int i = 1; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (argument.startsWith("-") && argument.endsWith("=" + text)) {
                return words.get(i).at(argument.length() - text.length());
            }
        }
        return words.getFirst().span();
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
