package dev.jobber.shell.script;

import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.parse.CommandParser.Parsed;
import dev.jobber.shell.parse.Commands;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.parse.LaterWords;
import dev.jobber.shell.parse.LineContext;
import dev.jobber.shell.parse.Placeholder;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Expansion;
import dev.jobber.shell.session.PromptCommand;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.Variables;
import dev.jobber.shell.syntax.Characters;
import dev.jobber.shell.syntax.Diagnostic;
import dev.jobber.shell.syntax.Lexer;
import dev.jobber.shell.syntax.Position;
import dev.jobber.shell.syntax.Span;
import dev.jobber.shell.syntax.Statement;
import dev.jobber.shell.syntax.TextLines;
import dev.jobber.shell.syntax.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reads whole files of lines and finds all their errors. It runs nothing.
final class ScriptChecker {
    /// How many files one may run, itself included. If each file sources the next one twice, the
    /// number doubles with each file.
    private static final int MOST_RUNS = 10_000;

    private final Session session;
    private final CommandParser parser;
    private final FileTexts texts;
    private final Consumer<String> warnings;
    private final Map<Object, Extent> extents = new HashMap<>();
    private final TreeMap<String, Optional<String>> defined = new TreeMap<>();
    private final Set<String> undefined = new TreeSet<>();
    private final Set<String> assigned = new TreeSet<>(Set.of(Variables.LAST));
    private final Set<CheckReport.Error> errors = new LinkedHashSet<>();
    private Consumer<Statement> reader = _ -> {};
    private int commands;

    /// The row of the file that is one line of Elixir, whatever commands it seems to have.
    private int wholeRow;

    /// @param texts keeps what is read
    /// @param warnings is told what would not work if it ran now
    ScriptChecker(
            Session session, CommandParser parser, FileTexts texts, Consumer<String> warnings) {
        this.session = session;
        this.parser = parser;
        this.texts = texts;
        this.warnings = warnings;
    }

    /// The definitions of the session and of the lines before.
    private final class KnownNames implements JobNames {
        @Override
        public SortedSet<String> jobs() {
            SortedSet<String> jobs = session.definitions().jobs();
            jobs.removeAll(undefined);
            jobs.addAll(defined.keySet());
            return jobs;
        }

        @Override
        public boolean defines(String job) {
            return defined.containsKey(job) || session.definitions().defines(job);
        }

        @Override
        public Optional<String> kindOf(String job) {
            return defined.containsKey(job)
                    ? defined.getOrDefault(job, Optional.empty())
                    : session.definitions().kindOf(job).filter(_ -> !undefined.contains(job));
        }
    }

    /// Reads a file; what it defines is known to the files that are read after it.
    ///
    /// @throws ShellException where the file cannot be read
    CheckReport check(ScriptFile file) {
        return check(file, _ -> {});
    }

    /// Reads a file; what it defines is known to the files that are read after it.
    ///
    /// @param seen gets the commands of all files that are read, in the order in which they would
    ///   run, each file once
    /// @throws ShellException where the file cannot be read
    CheckReport check(ScriptFile file, Consumer<Statement> seen) {
        reader = seen;
        read(file);
        var report = new CheckReport(commands, List.copyOf(errors));
        errors.clear();
        commands = 0;
        return report;
    }

    /// The amount of work that running a file means.
    ///
    /// @param runs how many files run, each as often as it is sourced
    /// @param height how many files source one another in a row
    private record Extent(long runs, int height) {}

    /// Reads a file once, however often it is sourced.
    private Extent read(ScriptFile file) {
        Optional<Extent> known = Optional.ofNullable(extents.get(file.key()));
        return known.orElseGet(() -> {
            Extent extent = readFirst(file);
            extents.put(file.key(), extent);
            return extent;
        });
    }

    private Extent readFirst(ScriptFile file) {
        var context = new FileContext(file);
        String text = texts.of(file);
        var rows = new Rows(text);
        var lexer = new Lexer(TextLines.of(text));
        wholeRow = 0;
        for (Optional<Lexer.Line> line = lexer.next(); line.isPresent(); line = lexer.next()) {
            ArrayList<Diagnostic> found = new ArrayList<>(line.get().diagnostics());
            List<Statement> statements = line.get().statements();
            for (int i = 0; i < statements.size(); i++) {
                Statement statement = statements.get(i);
                reach(file, statement.start());
                Position end =
                        i + 1 < statements.size()
                                ? statements.get(i + 1).start()
                                : new Position(Integer.MAX_VALUE, Integer.MAX_VALUE);
                boolean readable =
                        line.get().diagnostics().stream()
                                .map(diagnostic -> diagnostic.span().start())
                                .noneMatch(at ->
                                        at.compareTo(statement.start()) >= 0
                                                && at.compareTo(end) < 0);
                commands++;
                reader.accept(statement);
                found.addAll(
                        readable && statement.start().line() != wholeRow
                                ? diagnostics(statements.subList(i, statements.size()), context)
                                : List.of());
                declare(statement);
            }
            found.sort(Diagnostic::compareByPlace);
            found.forEach(diagnostic ->
                    errors.add(
                            new CheckReport.Error(file.shown(), rows.of(diagnostic), diagnostic)));
        }
        return new Extent(context.runs, context.height);
    }

    /// Stops the check with an exception when the command that checks has been cancelled.
    private void reach(ScriptFile file, Position start) {
        Supplier<String> place = () -> file.shown() + ":" + start.line();
        session.progress().step(() -> "checking " + place.get());
        if (!PromptCommand.reaches(() -> place.get() + ": ")) {
            throw new CancellationException("cancelled");
        }
    }

    /// The rows of a text, which are made when the first error is found.
    private static final class Rows {
        private final String text;
        private List<String> rows = List.of();

        Rows(String text) {
            this.text = text;
        }

        /// The row in which an error is.
        String of(Diagnostic diagnostic) {
            if (rows.isEmpty()) {
                rows = List.of(text.split("\n", -1));
            }
            String row = rows.get(Math.min(diagnostic.span().start().line(), rows.size()) - 1);
            String begin = row.startsWith("\uFEFF") ? row.substring(1) : row;
            return begin.endsWith("\r") ? begin.substring(0, begin.length() - 1) : begin;
        }
    }

    /// The problems of the first of the commands that are left of a line.
    private List<Diagnostic> diagnostics(List<Statement> line, FileContext context) {
        List<Word> words = parser.words(line.getFirst());
        var found = new ArrayList<Diagnostic>();
        Optional<LaterWords> later = parser.later(words);
        var arguments = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            boolean isLater = later.isPresent() && i >= later.get().from();
            arguments.add(text(words.get(i), isLater ? later.get().names() : Set.of(), found));
        }
        if (!found.isEmpty() || !Placeholder.isKnown(arguments.getFirst())) {
            return found;
        }
        if (!parser.knows(arguments.getFirst())) {
            return unknown(arguments, line);
        }
        return parser.parse(arguments, words, context) instanceof Parsed.Wrong wrong
                ? wrong.diagnostics()
                : List.of();
    }

    private List<Diagnostic> unknown(List<String> arguments, List<Statement> line) {
        if (UnknownCommand.bareName(line.getFirst().words())
                .filter(name -> isKept(name.name()))
                .isPresent()) {
            return List.of();
        }
        UnknownCommand.Found unknown =
                new UnknownCommand(session, parser.commands(), new KnownNames())
                        .find(arguments, line);
        if (unknown.isWholeLine()) {
            wholeRow = line.getFirst().start().line();
        }
        return List.of(unknown.diagnostic());
    }

    /// What a word stands for, with a mark for each value that only a run gives.
    ///
    /// @param names those that have a value beside the others
    private String text(Word word, Set<String> names, List<Diagnostic> found) {
        return Placeholder.text(
                word,
                session.variables().home(),
                name -> names.contains(name) || isSet(name),
                reference ->
                        found.add(
                                new Diagnostic(
                                        reference.span(),
                                        new Expansion(session.variables())
                                                .unset(reference, assigned))));
    }

    private boolean isKept(String name) {
        return assigned.contains(name) || session.variables().kept(name).isPresent();
    }

    private boolean isSet(String name) {
        return assigned.contains(name)
                || Characters.isNumber(name) // which results there are then is not known
                || session.variables().find(name).isPresent();
    }

    /// Even if a line is wrong, its names count as defined for later lines, so that one error does
    /// not cause others.
    private void declare(Statement statement) {
        statement.target().ifPresent(assigned::add);
        List<String> texts =
                statement.words().stream().map(word -> word.constant().orElse("")).toList();
        List<String> arguments = texts.subList(1, texts.size());
        command(texts.getFirst())
                .flatMap(command -> command.declares(arguments))
                .ifPresent(name -> defined.putIfAbsent(name, Optional.empty()));
    }

    /// The command of this name, or the one that was meant.
    private Optional<ShellCommand> command(String name) {
        Commands known = parser.commands();
        return known.create(name)
                .or(() -> DidYouMean.nearest(name, known.names()).flatMap(known::create));
    }

    /// The lines of a file: what one defines is known to the lines after it, and a file that it
    /// runs is read in its place.
    private final class FileContext implements LineContext {
        private final ScriptFile file;
        private long runs = 1;
        private int height = 1;

        FileContext(ScriptFile file) {
            this.file = file;
        }

        @Override
        public JobNames names() {
            return new KnownNames();
        }

        @Override
        public void defines(String job, String kind) {
            defined.put(job, Optional.of(kind));
        }

        @Override
        public void undefines(String job) {
            defined.remove(job);
            undefined.add(job);
        }

        @Override
        public Optional<Path> path(String written) {
            return Optional.of(file.path(written, session.encoding()));
        }

        @Override
        public void warns(Span span, String sentence) {
            warnings.accept(
                    file.shown()
                            + ":"
                            + span.start().line()
                            + ":"
                            + span.start().column()
                            + ": "
                            + sentence);
        }

        @Override
        public void runs(String written) {
            ScriptFile included = file.including(written, session.encoding());
            Extent extent = read(included);
            ScriptFile.requireDepth(file.depth() + extent.height(), included.shown());
            if (runs + extent.runs() > MOST_RUNS) {
                runs = 1; // said here, it is not said again of the files that source this one
                throw new ShellException(
                        UserError.usage(
                                "more than "
                                        + MOST_RUNS
                                        + " files are sourced, with '"
                                        + included.shown()
                                        + "'",
                                "it sources files that source others, each more than once"));
            }
            runs += extent.runs();
            height = Math.max(height, 1 + extent.height());
        }
    }
}
