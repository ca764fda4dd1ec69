package dev.jobber.shell.command.process;

import dev.jobber.observer.ProcessLookup;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `demonitor [PID]`: `Process.demonitor/2`
@Command(
        name = "demonitor",
        description = {
            "Removes the shell's monitors of a process, or all.",
            "No DOWN message of them comes to the shell from then on."
        })
@Example(
        value = "job = start-job good; monitor $job; demonitor $job",
        does = "monitors a process, and no longer")
@Example(value = "monitor JobRunner; demonitor", does = "removes all monitors")
@InOtp("Process.demonitor/2 with :flush.")
@SeeAlso({"monitor", "flush"})
final class Demonitor implements ShellCommand {
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "PID",
            description =
                    "The process, or the reference that 'monitor' has shown; all if you name none.")
    private Optional<String> target = Optional.empty();

    Demonitor(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        int removed = session.process().demonitor(target.map(this::printed));
        return Answer.of(
                Value.Fields.none().with("removed", removed),
                "ok " + removed + (removed == 1 ? " monitor" : " monitors") + " removed");
    }

    /// The pid, dead or alive, or the reference as it is printed.
    private String printed(String text) {
        if (ProcessLookup.isPid(text)) {
            return ProcessLookup.pid(text);
        }
        return text.startsWith("#Ref") ? text : session.targets().process(text).toString();
    }
}
