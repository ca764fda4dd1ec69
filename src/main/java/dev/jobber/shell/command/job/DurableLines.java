package dev.jobber.shell.command.job;

import dev.jobber.job.durable.DefinitionReader;
import dev.jobber.job.durable.DurableStart;
import dev.jobber.job.durable.StoreException;
import dev.jobber.shell.command.job.kind.DefineKind;
import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.parse.Commands;
import dev.jobber.shell.parse.LineContext;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.session.Definitions;
import dev.jobber.shell.session.Definitions.Definition;
import dev.jobber.shell.session.LaterCommand;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.syntax.TextEncoding;
import dev.jobber.shell.syntax.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The lines of a durable job: writes them, and reads them again, perhaps in another program.
///
/// The line that starts it is kept, and before it the one that defines what it names. So a later
/// start uses the definition of the first start, even if the name has been defined anew since.
public final class DurableLines implements DefinitionReader {
    private static final String DEFINE = "define-job";
    private static final String START = "start-job";

    private final Session session;
    private final Scripts scripts;

    /// @param scripts finds files by their absolute paths
    public DurableLines(Session session, Scripts scripts) {
        this.session = session;
        this.scripts = scripts;
    }

    /// The lines of a start.
    ///
    /// @param definition that of the job, where it has a name
    /// @param words what follows `start-job`
    /// @param folder what relative paths are relative to
    static dev.jobber.job.durable.Definition of(
            Optional<Definition> definition, List<String> words, Path folder) {
        List<String> start = Stream.concat(Stream.of(START), words.stream()).toList();
        return new dev.jobber.job.durable.Definition(
                definition
                        .map(defined -> List.of(defined.source().words(), start))
                        .orElse(List.of(start)),
                definition
                        .map(defined -> defined.source().folder())
                        .orElse(folder)
                        .toAbsolutePath()
                        .normalize()
                        .toString());
    }

    @Override
    public DurableStart read(dev.jobber.job.durable.Definition definition) {
        var names = new Definitions();
        var parser =
                new CommandParser(
                        new Lines(
                                session,
                                new InFolder(
                                        scripts,
                                        Path.of(definition.folder()),
                                        session.encoding())));
        Optional<DurableStart> start = Optional.empty();
        try {
            for (List<String> line : definition.lines()) {
                switch (command(parser, line, names)) {
                    case DefineKind define -> names.define(define.definition());
                    case StartJob job -> start = Optional.of(job.durable(names.find(job.job())));
                    default -> throw unreadable("it has a line of another command");
                }
            }
        } catch (ShellException wrong) {
            throw unreadable(wrong.error().sentence());
        }
        return start.map(read ->
                        new DurableStart(
                                read.request(), definition, read.maxCrashes(), read.obstacle()))
                .orElseThrow(() -> unreadable("it starts nothing"));
    }

    private static ShellCommand command(
            CommandParser parser, List<String> line, Definitions names) {
        List<Word> words = new ArrayList<>();
        line.forEach(word -> words.add(Word.literal(word, words.size() + 1)));
        return switch (parser.parse(line, words, LineContext.ofRun(names))) {
            case CommandParser.Parsed.Runnable(ShellCommand command, var _) -> command;
            case CommandParser.Parsed.HelpWanted _ -> throw unreadable("it asks for help");
            case CommandParser.Parsed.Wrong(var problems, var _) ->
                    throw unreadable(problems.getFirst().error().sentence());
        };
    }

    private static StoreException unreadable(String why) {
        return new StoreException("unreadable", "its definition cannot be read here: " + why, "");
    }

    /// The commands of such lines.
    private record Lines(Session session, Scripts scripts) implements Commands {
        @Override
        public List<CommandGroup> groups() {
            return List.of();
        }

        @Override
        public Optional<ShellCommand> create(String name) {
            return switch (name) {
                case DEFINE -> Optional.of(new DefineJob(session, scripts));
                case START -> Optional.of(new StartJob(session, scripts));
                default -> Optional.empty();
            };
        }
    }

    /// Finds files relative to a folder.
    private record InFolder(Scripts files, Path folder, TextEncoding encoding) implements Scripts {
        @Override
        public Path path(String written) {
            return encoding.path(folder, written);
        }

        @Override
        public Answer run(String written) {
            return files.run(path(written).toString());
        }

        @Override
        public Scripts here() {
            return this;
        }

        @Override
        public LaterCommand later(List<Word> words) {
            return files.later(words);
        }

        @Override
        public Optional<String> rc() {
            return files.rc();
        }

        @Override
        public Answer runRc() {
            return files.runRc();
        }

        @Override
        public Answer reload(boolean isDry) {
            return files.reload(isDry);
        }
    }
}
