package dev.jobber.shell.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Which word of a line fills which field, for all lines of one [CommandForm.Shape]: found out once
/// from picocli's description of the command, so that a line costs what its words cost.
///
/// It reads a line only if each word has a plain place and a value that can be read. picocli reads
/// every other line, so every wrong line. So all error messages come from picocli.
///
/// Immutable, so any thread may use it.
final class CommandPlan {
    private final List<PlannedArgument> arguments;
    private final Map<String, PlannedArgument> options;
    private final Map<String, CommandPlan> commands;
    private final boolean isComplete;

    /// @param spec picocli's description of this form
    CommandPlan(CommandSpec spec, CommandForm form) {
        var planned = new ArrayList<PlannedArgument>();
        var byName = new LinkedHashMap<String, PlannedArgument>();
        List<CommandLine.Model.ArgGroupSpec> groups = spec.argGroups();
        boolean complete = groups.stream().allMatch(PlannedArgument::isPlain);
        for (ArgSpec argument : spec.args()) {
            Optional<PlannedArgument> found =
                    PlannedArgument.of(argument, planned.size(), groups, form.objects());
            complete &= found.isPresent() || isLeftOut(argument);
            if (found.isPresent()) {
                planned.add(found.get());
                found.get().names().forEach(name -> byName.put(name, found.get()));
            }
        }
        var plans = new LinkedHashMap<String, CommandPlan>();
        spec.subcommands()
                .forEach((name, line) ->
                        plans.put(
                                name, new CommandPlan(line.getCommandSpec(), form.command(name))));
        arguments = List.copyOf(planned);
        options = Map.copyOf(byName);
        commands = Map.copyOf(plans);
        isComplete =
                complete
                        && (commands.isEmpty()
                                || arguments.stream().allMatch(CommandPlan::mayBeMissing));
    }

    private static boolean mayBeMissing(PlannedArgument argument) {
        return !argument.absence().isWrong() && argument.absence().byDefault().isEmpty();
    }

    /// An option that may be missing, and is in no plan: a line that has it is left to picocli.
    private static boolean isLeftOut(ArgSpec argument) {
        return argument instanceof OptionSpec option
                && (option.usageHelp() || (option.typeInfo().isMultiValue() && isFree(option)));
    }

    private static boolean isFree(OptionSpec option) {
        return !option.required() && option.defaultValue() == null && option.group() == null;
    }

    /// Fills the form's fields.
    ///
    /// @param words those after the command's name
    /// @return the command that the line names; empty where the line is left to picocli, and no
    ///   field is changed then
    Optional<ShellCommand> read(CommandForm form, List<String> words) {
        if (!isComplete) {
            return Optional.empty();
        }
        if (!commands.isEmpty()) {
            String name = words.isEmpty() ? "" : words.getFirst();
            CommandPlan plan = commands.get(name);
            return plan == null
                    ? Optional.empty()
                    : plan.read(form.command(name), words.subList(1, words.size()));
        }
        var values = new Values();
        if (!values.take(words) || !values.complete()) {
            return Optional.empty();
        }
        List<Object> objects = form.objects();
        for (PlannedArgument argument : arguments) {
            argument.set(objects, values.of(argument));
        }
        return Optional.of(form.command());
    }

    /// The values for the fields of one line.
    private final class Values {
        private final @Nullable Object[] values = new @Nullable Object[arguments.size()];

        @Nullable Object of(PlannedArgument argument) {
            return values[argument.place()];
        }

        /// @return false where a word has no plain place
        boolean take(List<String> words) {
            int position = 0;
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (!word.startsWith("-")) {
                    Optional<PlannedArgument> positional = positional(position++);
                    if (positional.isEmpty() || !add(positional.get(), word)) {
                        return false;
                    }
                    continue;
                }
                PlannedArgument option = options.get(word);
                if (option != null && option.takesValue()) {
                    boolean follows = i + 1 < words.size() && !words.get(i + 1).startsWith("-");
                    if (!follows && option.needsValue()
                            || !add(
                                    option,
                                    follows ? words.get(i + 1) : option.absence().fallback())) {
                        return false;
                    }
                    i += follows ? 1 : 0;
                } else if (option != null) {
                    if (!put(option, Optional.of(true))) {
                        return false;
                    }
                } else if (!attached(word)) {
                    return false;
                }
            }
            return true;
        }

        private Optional<PlannedArgument> positional(int position) {
            for (PlannedArgument argument : arguments) {
                if (argument.stands(position)) {
                    return Optional.of(argument);
                }
            }
            return Optional.empty();
        }

        /// `--sleep=5s`
        private boolean attached(String word) {
            int equals = word.indexOf('=');
            PlannedArgument option = equals < 0 ? null : options.get(word.substring(0, equals));
            return option != null
                    && option.takesValue()
                    && equals + 1 < word.length()
                    && word.charAt(equals + 1) != '-'
                    && add(option, word.substring(equals + 1));
        }

        private boolean add(PlannedArgument argument, String text) {
            return put(argument, argument.read(text));
        }

        private boolean put(PlannedArgument argument, Optional<?> value) {
            if (value.isEmpty()) {
                return false;
            }
            Object before = values[argument.place()];
            if (argument.isList()) {
                ArrayList<Object> all =
                        before instanceof List<?> list ? new ArrayList<Object>(list) : null;
                ArrayList<Object> longer = all == null ? new ArrayList<Object>() : all;
                longer.add(value.get());
                values[argument.place()] = longer;
                return longer.size() <= argument.most();
            }
            values[argument.place()] = value.get();
            return before == null;
        }

        /// Adds default values for missing words.
        ///
        /// @return false if a word is missing, or if there is one too many
        boolean complete() {
            int grouped = 0;
            for (PlannedArgument argument : arguments) {
                if (values[argument.place()] != null) {
                    grouped += argument.isInGroup() ? 1 : 0;
                } else if (argument.absence().isWrong()
                        || argument.absence().byDefault().isPresent()
                                && !add(argument, argument.absence().byDefault().get())) {
                    return false;
                }
            }
            return grouped <= 1;
        }
    }
}
