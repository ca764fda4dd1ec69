package dev.jobber.shell.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The role of each word of a line for its command.
///
/// @param spec the command, or the command of it that the line names
/// @param roles one for each argument
@SuppressWarnings(
        "exports") // an application may use some of this package, and not what it is made of
public record ArgumentRoles(CommandSpec spec, List<Role> roles) {
    public ArgumentRoles {
        roles = List.copyOf(roles);
    }

    /// What a word is.
    public sealed interface Role {
        /// The name of a command of the command: `sim` in `define-job sim`.
        record Subcommand(CommandSpec spec) implements Role {}

        /// An option; its value, if it takes one, is in the next word.
        record Option(OptionSpec option) implements Role {}

        /// An option and its value in one word: `--sleep=5s`, `-n5`.
        ///
        /// @param offset where the value begins
        record OptionAndValue(OptionSpec option, int offset) implements Role {}

        /// The value of the option before it.
        record OptionValue(OptionSpec option) implements Role {}

        /// It looks like an option, but the command has no such option.
        record UnknownOption(String name) implements Role {}

        /// `--`
        record EndOfOptions() implements Role {}

        /// A positional parameter, counted from 0.
        record Positional(int index) implements Role {}
    }

    static ArgumentRoles of(CommandSpec command, List<String> arguments) {
        var roles = new ArrayList<Role>();
        CommandSpec spec = command;
        int positionals = 0;
        boolean onlyPositionals = false;
        Optional<OptionSpec> open = Optional.empty();
        Optional<OptionSpec> takesMore = Optional.empty();
        for (String argument : arguments) {
            if ((open.isPresent() && takes(open.get(), argument, spec))
                    || (takesMore.isPresent() && !argument.startsWith("-"))) {
                OptionSpec option = open.orElseGet(takesMore::orElseThrow);
                roles.add(new Role.OptionValue(option));
                takesMore = Optional.of(option).filter(each -> each.arity().max() > 1);
                open = Optional.empty();
                continue;
            }
            open = Optional.empty();
            takesMore = Optional.empty();
            Role role =
                    onlyPositionals
                            ? new Role.Positional(positionals)
                            : role(spec, argument, positionals);
            switch (role) {
                case Role.EndOfOptions() -> onlyPositionals = true;
                case Role.Option(OptionSpec option) ->
                        open = Optional.of(option).filter(ArgumentRoles::takesValue);
                case Role.Subcommand(CommandSpec sub) -> spec = sub;
                case Role.Positional _ -> positionals++;
                case Role.OptionAndValue _, Role.OptionValue _, Role.UnknownOption _ -> {}
            }
            roles.add(role);
        }
        return new ArgumentRoles(spec, roles);
    }

    /// The option that still needs a value, if the last argument is such an option.
    public Optional<OptionSpec> open() {
        return !roles.isEmpty()
                        && roles.getLast() instanceof Role.Option(OptionSpec option)
                        && takesValue(option)
                ? Optional.of(option)
                : Optional.empty();
    }

    /// The place of the first positional parameter; -1 if there is none.
    int firstPositional() {
        for (int i = 0; i < roles.size(); i++) {
            if (roles.get(i) instanceof Role.Positional) {
                return i;
            }
        }
        return -1;
    }

    /// The number of positional parameters.
    public int positionals() {
        return (int) roles.stream().filter(Role.Positional.class::isInstance).count();
    }

    private static Role role(CommandSpec spec, String argument, int positionals) {
        Optional<OptionSpec> exact = option(spec, argument);
        Optional<CommandLine> sub = Optional.ofNullable(spec.subcommands().get(argument));
        if (argument.equals("--")) {
            return new Role.EndOfOptions();
        } else if (exact.isPresent()) {
            return new Role.Option(exact.get());
        } else if (argument.startsWith("-")) {
            int equals = argument.indexOf('=');
            int end = equals > 0 ? equals : Math.min(2, argument.length());
            return option(spec, argument.substring(0, end))
                    .<Role>map(
                            option -> new Role.OptionAndValue(option, equals > 0 ? end + 1 : end))
                    .orElseGet(() ->
                            looksLikeOption(argument)
                                    ? new Role.UnknownOption(
                                            equals > 0 ? argument.substring(0, equals) : argument)
                                    : new Role.Positional(positionals));
        } else if (positionals == 0 && sub.isPresent()) {
            return new Role.Subcommand(sub.get().getCommandSpec());
        }
        return new Role.Positional(positionals);
    }

    private static Optional<OptionSpec> option(CommandSpec spec, String name) {
        return Optional.ofNullable(spec.optionsMap().get(name));
    }

    /// Whether the user who wrote this meant an option: `-x` and `--xy`, but not `-1`.
    static boolean looksLikeOption(String argument) {
        return argument.startsWith("-")
                && argument.length() > 1
                && !Character.isDigit(argument.charAt(1));
    }

    private static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    private static boolean takes(OptionSpec option, String argument, CommandSpec spec) {
        if (option.parameterConsumer() != null) {
            return true;
        }
        boolean must = option.arity().min() > 0;
        boolean isOption =
                role(spec, argument, 1) instanceof Role.Option
                        || role(spec, argument, 1) instanceof Role.OptionAndValue;
        return must ? !isOption : !looksLikeOption(argument) && !argument.equals("--");
    }

    /// Gives each argument of this command its role.
    public static ArgumentRoles of(CommandLine line, List<String> arguments) {
        return of(line.getCommandSpec(), arguments);
    }
}
