package dev.jobber.shell.parse;

import dev.jobber.shell.result.Choices;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.Output;
import dev.jobber.shell.result.Printable;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.syntax.Diagnostic;
import dev.jobber.shell.syntax.Statement;
import dev.jobber.shell.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/// Reads lines: makes a new command object for each line and finds all its errors. It runs nothing.
///
/// The first line of a shape is read by picocli; from the second on a [CommandPlan] reads those
/// that are plain, and picocli the others. Any thread may use it.
@SuppressWarnings(
        "exports") // an application may use some of this package, and not what it is made of
public final class CommandParser {
    private final Commands commands;

    /// The shapes that have been seen, and from the second line of it on the plan of each.
    private final Map<CommandForm.Shape, Optional<CommandPlan>> plans = new ConcurrentHashMap<>();

    /// An object of each command that a line has named, for what holds for all its lines.
    private final Map<String, ShellCommand> samples = new ConcurrentHashMap<>();

    public CommandParser(Commands commands) {
        this.commands = commands;
    }

    /// The result of reading a line.
    public sealed interface Parsed {
        /// How its answer is written, if it says so.
        Optional<Output> output();

        /// It may run.
        ///
        /// @param command the command, or the command of it that the line names
        record Runnable(ShellCommand command, Optional<Output> output) implements Parsed {}

        /// It asks for help.
        ///
        /// @param command the names of the command that it asks about, outermost first
        record HelpWanted(List<String> command, Optional<Output> output) implements Parsed {}

        /// It is wrong.
        ///
        /// @param diagnostics all that is wrong with it, at least one
        record Wrong(List<Diagnostic> diagnostics, Optional<Output> output) implements Parsed {}
    }

    /// The commands there are.
    public Commands commands() {
        return commands;
    }

    /// Whether there is a command of this name.
    public boolean knows(String name) {
        return sample(name).isPresent();
    }

    private Optional<ShellCommand> sample(String name) {
        Optional<ShellCommand> known = Optional.ofNullable(samples.get(name));
        return known.isPresent()
                ? known
                : commands.create(name)
                        .map(made -> {
                            samples.put(name, made);
                            return made;
                        });
    }

    /// The words of a line as its command takes them.
    public List<Word> words(Statement statement) {
        return statement
                        .words()
                        .getFirst()
                        .constant()
                        .flatMap(this::sample)
                        .filter(ShellCommand::takesText)
                        .isPresent()
                ? statement.withText()
                : statement.words();
    }

    /// The words of a line that are a command for later.
    public Optional<LaterWords> later(List<Word> words) {
        return words.getFirst()
                .constant()
                .flatMap(this::sample)
                .flatMap(command -> command.later(words));
    }

    /// The options of a line's command whose value names a result.
    public Set<String> resultOptions(List<Word> words) {
        return words.getFirst()
                .constant()
                .flatMap(this::sample)
                .map(ShellCommand::resultOptions)
                .orElse(Set.of());
    }

    /// Reads a line, and lets its command validate itself.
    ///
    /// @param arguments the values of its words
    /// @param words where they stand
    public Parsed parse(List<String> arguments, List<Word> words, LineContext context) {
        String name = arguments.getFirst();
        // The words of a command for later are no words of this command.
        int end = later(words).map(LaterWords::from).orElse(arguments.size());
        List<String> rest = arguments.subList(1, end);
        CommandForm form;
        try {
            form = form(name, rest, context.names());
        } catch (ShellException unknown) {
            return new Parsed.Wrong(
                    List.of(new Diagnostic(words.getFirst().span(), unknown.error())),
                    Optional.empty());
        }
        Optional<ShellCommand> planned = plan(form).flatMap(plan -> plan.read(form, rest));
        if (planned.isPresent()) {
            return checked(
                    form,
                    planned.get(),
                    List.of(),
                    new LineValidation(this, context, arguments, words));
        }
        CommandLine line = line(form);
        ParseResult result = line.parseArgs(rest.toArray(String[]::new));
        ParseResult deepest = deepest(result);
        if (deepest.isUsageHelpRequested()) {
            return new Parsed.HelpWanted(
                    List.of(deepest.commandSpec().qualifiedName().split(" ")), form.output());
        }
        ParseDiagnostics.Found found =
                new ParseDiagnostics(
                                line.getCommandSpec(),
                                rest,
                                words,
                                "'help " + name + "' says what it takes")
                        .of(errors(result));
        var command = (ShellCommand) deepest.commandSpec().userObject();
        if (found.placed()) {
            return checked(
                    form,
                    command,
                    found.diagnostics(),
                    new LineValidation(this, context, arguments, words));
        }
        return found.diagnostics().isEmpty()
                ? new Parsed.Runnable(command, form.output())
                : new Parsed.Wrong(List.copyOf(found.diagnostics()), form.output());
    }

    private static Parsed checked(
            CommandForm form, ShellCommand command, List<Diagnostic> before, LineValidation check) {
        command.validate(check);
        if (before.isEmpty() && check.diagnostics().isEmpty()) {
            return new Parsed.Runnable(command, form.output());
        }
        ArrayList<Diagnostic> diagnostics = new ArrayList<>(before);
        diagnostics.addAll(check.diagnostics());
        return new Parsed.Wrong(List.copyOf(diagnostics), form.output());
    }

    /// The picocli command of this name, as it is before anything is known of its line.
    ///
    /// @throws ShellException where there is no such command
    public CommandLine line(String name) {
        return line(name, List.of(), JobNames.NONE);
    }

    /// The picocli command that a line begins with.
    ///
    /// @throws ShellException where there is no such command
    public CommandLine line(String name, List<String> arguments, JobNames names) {
        return line(form(name, arguments, names));
    }

    /// New objects for a line that begins with this name.
    ///
    /// @throws ShellException where there is no such command
    CommandForm form(String name, List<String> arguments, JobNames names) {
        ShellCommand command =
                commands.create(name)
                        .orElseThrow(() ->
                                Choices.unknown(
                                        ErrorCode.UNKNOWN_COMMAND,
                                        "command",
                                        name,
                                        commands.names(),
                                        "'help' lists the commands"));
        var form = new CommandForm(command);
        command.prepare(form, arguments, names);
        return form;
    }

    /// Making a plan costs as much as reading a line, so a shape that occurs once gets no plan.
    private Optional<CommandPlan> plan(CommandForm form) {
        CommandForm.Shape shape = form.shape();
        Optional<CommandPlan> seen = plans.putIfAbsent(shape, Optional.empty());
        if (seen == null || seen.isPresent()) {
            return Optional.ofNullable(seen).flatMap(plan -> plan);
        }
        Optional<CommandPlan> plan =
                Optional.of(new CommandPlan(line(form).getCommandSpec(), form));
        plans.put(shape, plan);
        return plan;
    }

    private static CommandLine line(CommandForm form) {
        var line = new CommandLine(form.spec());
        complete(line);
        Converters.register(line);
        return line.setExpandAtFiles(false);
    }

    /// How a command is used, as picocli draws it, without the exit codes.
    ///
    /// @param columns how wide the text may be
    public static String usage(CommandSpec spec, int columns, Style style) {
        spec.usageMessage().width(columns);
        spec.usageMessage().sectionMap().remove(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST);
        return spec.commandLine()
                .getUsageMessage(colours(style))
                .stripTrailing()
                .replace("\u001b[", Printable.COLOUR);
    }

    /// What has a name is bold, as everywhere; picocli's own colours mean something else here.
    private static Help.ColorScheme colours(Style style) {
        return new Help.ColorScheme.Builder(style.colour() ? Help.Ansi.ON : Help.Ansi.OFF)
                .commands(Help.Ansi.Style.bold)
                .options(Help.Ansi.Style.bold)
                .parameters(Help.Ansi.Style.bold)
                .optionParams(Help.Ansi.Style.italic)
                .build();
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
        ParseResult deepest = result;
        while (deepest.hasSubcommand()) {
            deepest = deepest.subcommand();
        }
        return deepest;
    }

    private static List<Exception> errors(ParseResult result) {
        ArrayList<Exception> errors = new ArrayList<>(result.errors());
        for (ParseResult each = result; each.hasSubcommand(); each = each.subcommand()) {
            each.subcommand().errors().stream()
                    .filter(error -> !errors.contains(error))
                    .forEach(errors::add);
        }
        return errors;
    }
}
