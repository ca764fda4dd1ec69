package dev.jobber.shell;

import java.util.ArrayList;
import java.util.List;

/// Takes what is wrong with one line, and finds the places.
final class LineCheck implements Check {

    private final LineContext context;
    private final List<String> arguments;
    private final List<Word> words;
    private final List<Problem> problems = new ArrayList<>();

    /// @param arguments what the words stand for
    LineCheck(LineContext context, List<String> arguments, List<Word> words) {
        this.context = context;
        this.arguments = arguments;
        this.words = words;
    }

    @Override
    public Names names() {
        return context.names();
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
    private Span span(String text) {
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

    @Override
    public void defines(String job, String kind) {
        context.defines(job, kind);
    }

    @Override
    public void undefines(String job) {
        context.undefines(job);
    }

    @Override
    public void runs(String word) {
        if (!isKnown(word)) {
            return;
        }
        try {
            context.runs(word);
        } catch (ShellException unreadable) {
            problem(word, unreadable.fault());
        }
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
