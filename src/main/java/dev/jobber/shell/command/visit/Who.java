package dev.jobber.shell.command.visit;

import dev.jobber.job.DurationText;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.Visitors.Visitor;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;

/// `who`
@Command(
        name = "who",
        description = {
            "Lists the terminals and scripts that are attached to the tree.",
            "A tree that was started with --name can be attached to: jobber attach NAME, or jobber -N NAME."
        })
@Example(value = "who", does = "lists who is attached")
final class Who implements ShellCommand {
    private final Session session;

    Who(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        List<Visitor> all = session.tree().visitors().all();
        return new Answer.Ok(
                new Value.Rows(all.stream().<Value>map(Who::row).toList()),
                Rendering.of(new Value.Rows(all.stream().<Value>map(Who::shown).toList())));
    }

    private static Value.Fields row(Visitor visitor) {
        return Value.Fields.none()
                .with("id", visitor.id())
                .with("tty", Value.ofText(visitor.from().tty()))
                .with("user", visitor.from().user())
                .with("since_ms", visitor.age().toMillis())
                .with("mode", visitor.mode())
                .with("command", Value.ofText(visitor.command()));
    }

    private static Value.Fields shown(Visitor visitor) {
        return Value.Fields.none()
                .with("id", visitor.id())
                .with("tty", Value.ofText(visitor.from().tty()))
                .with("user", visitor.from().user())
                .with("since", DurationText.format(Duration.ofSeconds(visitor.age().toSeconds())))
                .with("mode", visitor.mode())
                .with("command", Value.ofText(visitor.command()));
    }
}
