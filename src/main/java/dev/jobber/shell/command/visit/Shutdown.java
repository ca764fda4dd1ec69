package dev.jobber.shell.command.visit;

import dev.jobber.shell.console.Prompt;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.Visitors;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `shutdown`
@Command(
        name = "shutdown",
        description = {
            "Ends the supervision tree in order, and the program in which it runs.",
            "At a prompt it asks first. All attached terminals are told, and their visits end."
        })
@Example(value = "shutdown --yes", does = "ends the tree without a question")
@Example(value = "start-job good; shutdown --yes", does = "ends a job with the tree")
@InOtp("System.stop/0, called on another node.")
@SeeAlso({"detach", "stop", "quit"})
final class Shutdown implements ShellCommand {
    private final Session session;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    Shutdown(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        Optional<String> refusal = session.tree().visitors().refusesShutdown();
        if (refusal.isPresent()) {
            return Answer.failed(
                    new UserError(
                            new ErrorCode("not_supported"),
                            refusal.get(),
                            "'detach' ends this visit alone"));
        }
        if (!yes && session.prompt().isPresent() && !isConfirmed(session.prompt().get())) {
            return Answer.text("not shut down");
        }
        if (session.role().isVisit()) {
            Visitors visitors = session.tree().visitors();
            visitors.shutDown(session.role().name());
        }
        session.end();
        return Answer.silent();
    }

    private boolean isConfirmed(Prompt prompt) {
        long processes = session.observer().node().processCount();
        int others = session.tree().visitors().all().size() - (session.role().isVisit() ? 1 : 0);
        return prompt.confirms(
                "end the tree with its "
                        + processes
                        + " processes"
                        + (others > 0
                                ? " and "
                                        + others
                                        + (others == 1 ? " other visit" : " other visits")
                                : ""));
    }
}
