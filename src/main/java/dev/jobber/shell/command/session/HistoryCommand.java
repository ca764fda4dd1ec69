package dev.jobber.shell.command.session;

import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/// `history`
@Command(
        name = "history",
        description = {"Shows the lines that were typed, oldest first.", "A script has none."})
@Example(value = "history", does = "shows the lines")
final class HistoryCommand implements ShellCommand {
    private final Session session;

    HistoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        List<String> lines = session.prompt().map(Prompt::history).orElse(List.of());
        var value = new Value.Rows(lines.stream().<Value>map(Value.Text::new).toList());
        return Answer.of(
                value,
                IntStream.range(0, lines.size())
                        .mapToObj(i -> "%5d  %s".formatted(i + 1, lines.get(i)))
                        .collect(Collectors.joining("\n")));
    }
}
