package dev.jobber.shell.complete;

import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.parse.Converters;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The values that an option or a parameter may have, by what picocli's description says of it.
///
/// @param candidates what may stand for a label, such as `PID`
public record ArgumentValues(Candidates candidates) {
    /// The values.
    ///
    /// @param head what stands before the value in its word
    /// @param begin what is there of the value
    /// @param before the words of the line before it, its command's name included
    public List<Suggestion> of(ArgSpec argument, String head, String begin, List<String> before) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type.isEnum()) {
            return Converters.words(type).stream()
                    .map(word -> new Suggestion(head + word, label(argument), "", true))
                    .toList();
        }
        Stream<Suggestion> known =
                Stream.ofNullable(argument.completionCandidates())
                        .flatMap(words -> StreamSupport.stream(words.spliterator(), false))
                        .map(word -> new Suggestion(word, group(argument), "", true));
        List<Suggestion> found =
                candidates.of(new Candidates.Place(argument.paramLabel(), begin, before));
        return Stream.concat(found.stream(), known)
                .map(suggestion ->
                        new Suggestion(
                                head + suggestion.value(),
                                suggestion.group(),
                                suggestion.description(),
                                suggestion.complete()))
                .toList();
    }

    /// What the words are that may stand for an argument: beside jobs that are defined, kinds.
    private static String group(ArgSpec argument) {
        return argument.paramLabel().equals("JOB") ? "kinds" : label(argument);
    }

    private static String label(ArgSpec argument) {
        return switch (argument) {
            case OptionSpec option -> option.longestName();
            case PositionalParamSpec positional -> positional.paramLabel();
            default -> argument.paramLabel();
        };
    }
}
