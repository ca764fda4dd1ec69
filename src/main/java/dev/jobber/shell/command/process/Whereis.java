package dev.jobber.shell.command.process;

import dev.jobber.job.durable.GlobalNames;
import dev.jobber.otp.Pid;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.GlobalName;
import dev.jobber.shell.session.Session;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `whereis NAME|ID|PID`: `Process.whereis/1`
@Command(
        name = "whereis",
        description = "Finds the process of a name or of a job's id; a live pid answers itself.")
@Example(value = "whereis JobRunner", does = "answers JobRunner's pid")
@Example(value = "start-job good --id a; whereis a", does = "answers the pid of a job")
@InOtp("Process.whereis/1, then Registry.lookup/2 on JobRegistry.")
@SeeAlso({"info", "tree", "pids"})
final class Whereis implements ShellCommand {
    private final Session session;

    @Parameters(
            paramLabel = "PID",
            description = "A registered name, {global,NAME}, a job's id or a pid.")
    private String name = "";

    Whereis(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        Optional<Pid> here = session.targets().find(name);
        if (here.isPresent()) {
            String pid = here.get().toString();
            return Answer.of(Value.Fields.none().with("pid", pid), pid);
        }
        return session.targets()
                .onAnotherNode(name)
                .flatMap(Whereis::elsewhere)
                .orElseThrow(() ->
                        new ShellException(
                                session.targets().missing(ErrorCode.NOT_REGISTERED, name)));
    }

    private static Optional<Answer> elsewhere(GlobalNames.Holder holder) {
        return GlobalName.pid(holder)
                .map(pid ->
                        Answer.of(
                                Value.Fields.none().with("pid", pid).with("node", holder.node()),
                                pid + " on node " + holder.node()));
    }
}
