package dev.jobber.shell.parse;

import dev.jobber.shell.parse.ArgumentRoles.Role;
import dev.jobber.shell.parse.model.CommandModels;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.syntax.Diagnostic;
import dev.jobber.shell.syntax.Word;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine;

/// Reads the words that the operating system gives a program, with the shell's converters and its
/// way to tell what is wrong.
public final class ProgramArguments {
    private final CommandLine line;
    private final boolean commandFollows;

    private ProgramArguments(Object options, boolean commandFollows) {
        this.commandFollows = commandFollows;
        line = new CommandLine(CommandModels.of(options));
        Converters.register(line);
        line.setExpandAtFiles(false)
                .setStopAtPositional(commandFollows)
                .getCommandSpec()
                .parser()
                .collectErrors(true);
    }

    /// Options, and then the words of a command: the first word that is no option begins it, and
    /// what follows is its own.
    ///
    /// @param options an object whose fields picocli fills
    public static ProgramArguments beforeCommand(Object options) {
        return new ProgramArguments(options, true);
    }

    /// Options and parameters, in any order.
    ///
    /// @param options an object whose fields picocli fills
    public static ProgramArguments of(Object options) {
        return new ProgramArguments(options, false);
    }

    /// picocli's description of them.
    @SuppressWarnings("exports") // for the program, which has picocli
    public CommandLine.Model.CommandSpec spec() {
        return line.getCommandSpec();
    }

    /// Fills the fields.
    ///
    /// @return what is wrong with the words
    public List<UserError> read(List<String> arguments) {
        CommandLine.ParseResult result = line.parseArgs(arguments.toArray(String[]::new));
        if (result.isUsageHelpRequested() || result.isVersionHelpRequested()) {
            return List.of();
        }
        List<String> options = commandFollows ? options(arguments) : arguments;
        var words = new ArrayList<Word>();
        words.add(Word.literal(line.getCommandName(), 1));
        options.forEach(option -> words.add(Word.literal(option, 1 + words.size())));
        return new ParseDiagnostics(
                        line.getCommandSpec(),
                        options,
                        words,
                        "'" + line.getCommandName() + " --help' lists the options")
                .of(result.errors()).diagnostics().stream().map(Diagnostic::error).toList();
    }

    /// The words before the command's.
    private List<String> options(List<String> arguments) {
        List<Role> roles = ArgumentRoles.of(line, arguments).roles();
        int command =
                IntStream.range(0, roles.size())
                        .filter(i ->
                                roles.get(i) instanceof Role.Positional
                                        || roles.get(i) instanceof Role.EndOfOptions)
                        .findFirst()
                        .orElse(roles.size());
        return arguments.subList(0, command);
    }

    /// The text of `--version`.
    public String version() {
        var text = new StringWriter();
        line.printVersionHelp(new PrintWriter(text, true), CommandLine.Help.Ansi.OFF);
        return text.toString().stripTrailing();
    }
}
