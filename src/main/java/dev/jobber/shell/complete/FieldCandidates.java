package dev.jobber.shell.complete;

import dev.jobber.shell.console.Suggestion;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.list.ListOptions;
import dev.jobber.shell.parse.Commands;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Completes the fields of the list that a command answers, and the values that a field may have.
final class FieldCandidates {
    private static final String GROUP = "fields";

    private final Commands commands;

    FieldCandidates(Commands commands) {
        this.commands = commands;
    }

    List<Suggestion> of(Candidates.Place place) {
        Optional<Columns<?>> columns =
                commands.create(place.before().getFirst())
                        .filter(ListCommand.class::isInstance)
                        .map(command -> ((ListCommand<?>) command).columns());
        if (columns.isEmpty()) {
            return List.of();
        }
        return switch (place.label()) {
            case ListOptions.CONDITION -> conditions(columns.get(), place.begin()).toList();
            case ListOptions.FIELDS -> fields(columns.get(), place.begin());
            default -> sorts(columns.get(), place.begin());
        };
    }

    private static List<Suggestion> sorts(Columns<?> columns, String begin) {
        String head = begin.startsWith("-") ? "-" : "";
        return columns.names().stream()
                .map(name -> new Suggestion(head + name, GROUP, "", true))
                .toList();
    }

    /// The fields that are not there yet; a comma may follow.
    private static List<Suggestion> fields(Columns<?> columns, String begin) {
        String head = begin.substring(0, begin.lastIndexOf(',') + 1);
        List<String> given = List.of(head.split(","));
        return columns.names().stream()
                .filter(name -> !given.contains(name))
                .map(name -> new Suggestion(head + name, GROUP, "", false))
                .toList();
    }

    private static Stream<Suggestion> conditions(Columns<?> columns, String begin) {
        int equals = begin.indexOf('=');
        if (equals < 0) {
            return columns.names().stream()
                    .map(name -> new Suggestion(name + "=", GROUP, "", false));
        }
        String head = begin.substring(0, equals + 1);
        String field = head.replaceFirst("!?=$", "");
        return columns.find(field).map(Column::words).orElse(List.of()).stream()
                .map(word -> new Suggestion(head + word, "values", "", true));
    }
}
