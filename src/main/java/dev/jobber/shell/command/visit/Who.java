package dev.jobber.shell.command.visit;

import dev.jobber.job.policy.DurationText;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.Visitors.Visitor;
import java.time.Duration;
import picocli.CommandLine.Command;

/// `who`
@Command(
        name = "who",
        description = {
            "Lists the terminals and scripts that are attached to the tree.",
            "A tree that was started with --name can be attached to: jobber attach NAME, or jobber -N NAME."
        })
@Example(value = "who", does = "lists who is attached")
@Example(value = "set output json; who", does = "lists them in JSON")
@InOtp("The remote shells of a node, which iex --remsh opens; OTP does not list them.")
@SeeAlso({"kick", "detach", "shutdown"})
final class Who extends ListCommand<Visitor> {
    private static final Columns<Visitor> COLUMNS =
            Columns.<Visitor>of(
                            Column.whole("id", Visitor::id),
                            Column.optional("tty", visitor -> visitor.from().tty()),
                            Column.text("user", visitor -> visitor.from().user()),
                            Column.<Visitor>whole("since_ms", visitor -> visitor.age().toMillis())
                                    .shownAs("since", Who::age),
                            Column.text("mode", Visitor::mode),
                            Column.optional("command", Visitor::command))
                    .leavingOut("user", "mode", "since", "tty");

    private final Session session;

    Who(Session session) {
        this.session = session;
    }

    private static Value age(Visitor visitor) {
        return new Value.Text(DurationText.format(Duration.ofSeconds(visitor.age().toSeconds())));
    }

    @Override
    public Columns<Visitor> columns() {
        return COLUMNS;
    }

    @Override
    public Answer run() {
        return answer(session.tree().visitors().all().stream());
    }
}
