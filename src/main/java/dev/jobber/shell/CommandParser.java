package dev.jobber.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Reads lines through picocli: a new command object for each, every problem of the line, and
/// nothing run.
final class CommandParser {

    private final Commands commands;

    CommandParser(Commands commands) {
        this.commands = commands;
    }

    /// A command's line that has been read.
    ///
    /// @param command the command, or the command of it that the line names
    /// @param helpOn the command whose help is asked for, if it is
    /// @param problems what is wrong with the line
    /// @param checkable whether every word has found its place, though a value may be wrong
    record Parsed(
            ShellCommand command,
            Optional<CommandSpec> helpOn,
            List<Problem> problems,
            boolean checkable) {}

    /// Reads a line.
    ///
    /// @param arguments what its words stand for
    /// @param words where they stand
    /// @throws ShellException where there is no such command
    Parsed parse(List<String> arguments, List<Word> words, Session session, Names names) {
        var name = arguments.getFirst();
        var rest = arguments.subList(1, arguments.size());
        var line = line(name, rest, session, names);
        var result = line.parseArgs(rest.toArray(String[]::new));
        var deepest = deepest(result);
        if (deepest.isUsageHelpRequested()) {
            return new Parsed(
                    command(deepest), Optional.of(deepest.commandSpec()), List.of(), false);
        }
        var found =
                new ParseProblems(
                                line.getCommandSpec(),
                                rest,
                                words,
                                "'help " + name + "' says what it takes")
                        .of(errors(result));
        return new Parsed(command(deepest), Optional.empty(), found.problems(), found.placed());
    }

    /// The picocli command that a line begins with.
    ///
    /// @throws ShellException where there is no such command
    CommandLine line(String name, List<String> arguments, Session session, Names names) {
        var command =
                commands.create(name, session).orElseThrow(() -> new ShellException(unknown(name)));
        var line = new CommandLine(command);
        command.prepare(line.getCommandSpec(), arguments, names);
        complete(line);
        Converters.register(line);
        return line.setExpandAtFiles(false);
    }

    /// The text of `help NAME`.
    String help(CommandSpec spec, Style style) {
        spec.usageMessage().width(Math.clamp(style.width(), 55, 100));
        return spec.commandLine()
                .getUsageMessage(
                        Help.defaultColorScheme(style.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
                .stripTrailing();
    }

    private Fault unknown(String name) {
        var assignment = name.indexOf('=');
        return assignment > 0 && Characters.isName(name.substring(0, assignment))
                ? new Fault(
                        ErrorCode.UNKNOWN_COMMAND,
                        "unknown command '" + name + "'",
                        "to keep a result write blanks: "
                                + name.substring(0, assignment)
                                + " = "
                                + (assignment + 1 < name.length()
                                        ? name.substring(assignment + 1)
                                        : "COMMAND"))
                : new Fault(
                        ErrorCode.UNKNOWN_COMMAND,
                        "unknown command '" + name + "'",
                        Suggestions.hint(name, commands.names(), "'help' lists the commands"));
    }

    /// What every command has, those of commands included: help, and all errors of a line at once.
    private static void complete(CommandLine line) {
        line.getCommandSpec()
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Show this help.")
                                .build())
                .parser()
                .collectErrors(true);
        line.getSubcommands().values().forEach(CommandParser::complete);
    }

    private static ParseResult deepest(ParseResult result) {
        var deepest = result;
        while (deepest.hasSubcommand()) {
            deepest = deepest.subcommand();
        }
        return deepest;
    }

    private static ShellCommand command(ParseResult result) {
        return (ShellCommand) result.commandSpec().userObject();
    }

    private static List<Exception> errors(ParseResult result) {
        var errors = new ArrayList<>(result.errors());
        for (var each = result; each.hasSubcommand(); each = each.subcommand()) {
            each.subcommand().errors().stream()
                    .filter(error -> !errors.contains(error))
                    .forEach(errors::add);
        }
        return errors;
    }
}
