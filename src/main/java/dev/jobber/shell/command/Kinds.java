package dev.jobber.shell.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The kinds of job there are.
final class Kinds {

    /// The words for them.
    static final List<String> WORDS = List.of(SimOptions.WORD);

    private Kinds() {}

    /// New options of a kind.
    static Optional<KindOptions> options(String word) {
        return switch (word) {
            case SimOptions.WORD -> Optional.of(new SimOptions());
            default -> Optional.empty();
        };
    }

    /// Teaches a command all options of a kind.
    static void addAll(CommandSpec spec, KindOptions options) {
        spec.addMixin(options.getClass().getSimpleName(), CommandSpec.forAnnotatedObject(options));
    }

    /// Teaches a command those options of a kind which a start may give to a defined job.
    static void addOverrides(CommandSpec spec, KindOptions options) {
        CommandSpec.forAnnotatedObject(options).options().stream()
                .filter(option -> SimOptions.OVERRIDES.contains(option.longestName()))
                .map(option -> OptionSpec.builder(option).build())
                .forEach(spec::addOption);
    }
}
