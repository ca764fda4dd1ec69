package dev.jobber.shell.export;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A command, as the completion of another shell knows it.
///
/// @param path the words that lead to it, with blanks between them; empty for the program itself
/// @param commands the words that lead on from here
/// @param flags its options, one for each name
/// @param values what may stand for an option, by its name, and for a parameter, by `@0` for the
///   first one, or `@*` for all from there on
record CommandNode(
        String path, List<Choice> commands, List<Flag> flags, Map<String, Values> values) {
    /// A word, and what it means in a few words.
    record Choice(String word, String about) {}

    /// An option.
    record Flag(Choice choice, boolean takesValue) {}

    /// What may stand somewhere.
    sealed interface Values {
        /// These words.
        record Words(List<Choice> words) implements Values {}

        /// What the other shell finds itself.
        enum Found implements Values {
            FILES,
            FOLDERS,
            PROGRAMS,
            /// The names of the trees that run.
            TREES
        }
    }

    /// The words of its options.
    List<Choice> flagChoices() {
        return flags.stream().map(Flag::choice).toList();
    }

    /// The words of its options that take a value, with blanks between them.
    String flagsWithValue() {
        return flags.stream()
                .filter(Flag::takesValue)
                .map(flag -> flag.choice().word())
                .collect(Collectors.joining(" "));
    }

    /// The key of a value: the path, and the option or the parameter.
    String key(String argument) {
        return path.isEmpty() ? argument : path + " " + argument;
    }
}
