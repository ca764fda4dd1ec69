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
/// way to tell what is wrong. The first word that is no option begins a command, whose words are
/// its own.
public final class ProgramArguments {
    private final CommandLine line;

    /// @param options an object whose fields picocli fills
    public ProgramArguments(Object options) {
        line = new CommandLine(CommandModels.of(options));
        Converters.register(line);
        line.setExpandAtFiles(false)
                .setStopAtPositional(true)
                .getCommandSpec()
                .parser()
                .collectErrors(true);
    }

    /// Fills the fields.
    ///
    /// @return what is wrong with the words
    public List<UserError> read(List<String> arguments) {
        CommandLine.ParseResult result = line.parseArgs(arguments.toArray(String[]::new));
        if (result.isUsageHelpRequested() || result.isVersionHelpRequested()) {
            return List.of();
        }
        List<String> options = options(arguments);
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

    /// The text of `--help`.
    public String help() {
        return line.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing();
    }

    /// The text of `--version`.
    public String version() {
        var text = new StringWriter();
        line.printVersionHelp(new PrintWriter(text, true), CommandLine.Help.Ansi.OFF);
        return text.toString().stripTrailing();
    }
}
