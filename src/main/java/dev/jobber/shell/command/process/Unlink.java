package dev.jobber.shell.command.process;

import dev.jobber.otp.Pid;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `unlink PID`: `Process.unlink/1`
@Command(name = "unlink", description = "Removes the link between the shell and a process.")
@Example(
        value = "server = start-server; link $server; unlink $server",
        does = "links a server, and no longer")
@Example(
        value = "server = start-server; link $server; unlink $server; kill $server; flush",
        does = "shows that no message comes")
@InOtp("Process.unlink/1.")
@SeeAlso({"link", "demonitor"})
final class Unlink implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "PID", description = "A pid, a registered name or a job's id.")
    private String target = "";

    Unlink(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        Pid pid = session.targets().process(target);
        session.process().unlink(pid);
        return Answer.ok("the shell is not linked to " + pid);
    }
}
