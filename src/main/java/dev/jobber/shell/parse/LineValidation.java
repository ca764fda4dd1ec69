package dev.jobber.shell.parse;

import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.syntax.Diagnostic;
import dev.jobber.shell.syntax.Span;
import dev.jobber.shell.syntax.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes what is wrong with one line, and finds the places.
final class LineValidation implements Validation {
    private final CommandParser parser;
    private final LineContext context;
    private final List<String> arguments;
    private final List<Word> words;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    /// @param arguments what the words stand for
    LineValidation(
            CommandParser parser, LineContext context, List<String> arguments, List<Word> words) {
        this.parser = parser;
        this.context = context;
        this.arguments = arguments;
        this.words = words;
    }

    @Override
    public JobNames names() {
        return context.names();
    }

    @Override
    public boolean isKnown(String text) {
        return Placeholder.isKnown(text);
    }

    @Override
    public void problem(String word, UserError error) {
        if (isKnown(word)) {
            diagnostics.add(new Diagnostic(span(word), error));
        }
    }

    @Override
    public void problem(String word, int from, int length, UserError error) {
        if (!isKnown(word)) {
            return;
        }
        int index = arguments.lastIndexOf(word);
        if (index < 0) {
            problem(word, error);
            return;
        }
        Span rest = words.get(index).at(from);
        int points = word.codePointCount(from, Math.min(word.length(), from + length));
        var span = new Span(rest.start(), Math.clamp(points, 1, Math.max(1, rest.length())));
        diagnostics.add(new Diagnostic(span, error));
    }

    @Override
    public Optional<Path> path(String written) {
        return context.path(written);
    }

    /// Where the argument of this text stands: the last one, as a command's own word comes after
    /// its options.
    private Span span(String text) {
        int index = arguments.lastIndexOf(text);
        if (index >= 0) {
            return words.get(index).span();
        }
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("-") && argument.endsWith("=" + text)) {
                return words.get(i).at(argument.length() - text.length());
            }
        }
        return words.getFirst().span();
    }

    @Override
    public void warning(String word, String sentence) {
        context.warns(span(word), sentence);
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
            problem(word, unreadable.error());
        }
    }

    @Override
    public List<Word> runsLater() {
        int from = parser.later(words).map(LaterWords::from).orElse(words.size());
        List<Word> later = words.subList(from, words.size());
        List<String> texts = arguments.subList(from, arguments.size());
        if (!texts.isEmpty()
                && isKnown(texts.getFirst())
                && parser.parse(texts, later, LineContext.ofRun(names()))
                        instanceof CommandParser.Parsed.Wrong(List<Diagnostic> wrong, var _)) {
            diagnostics.addAll(wrong);
        }
        return List.copyOf(later);
    }

    List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }
}
