package dev.jobber.shell.command.job.policy;

import dev.jobber.shell.list.ListOptions;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.UserError;
import java.util.Optional;

/// Checks the names of types.
final class TypeNames {
    private TypeNames() {}

    /// Rows are chosen of the list of all types.
    static void checkChoice(Validation validation, Optional<String> type, ListOptions choice) {
        type.filter(_ -> !choice.areEmpty())
                .ifPresent(text ->
                        validation.problem(
                                text,
                                UserError.usage(
                                        "options that choose rows are for the list of all types",
                                        "leave out " + text)));
    }

    /// Looks for what is wrong with a name.
    static void check(Validation validation, Optional<String> type) {
        type.filter(String::isBlank)
                .ifPresent(text ->
                        validation.problem(
                                text, UserError.usage("expected a type, got a blank one")));
    }
}
