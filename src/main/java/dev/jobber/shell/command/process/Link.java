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

/// `link PID`: `Process.link/1`
@Command(
        name = "link",
        description = {
            "Links the shell and a process.",
            "When the process ends, an EXIT message comes to the shell: 'flush' shows it. When the shell's process ends, "
                    + "the other process gets its exit signal."
        })
@Example(
        value = "server = start-server; link $server; kill $server; flush",
        does = "shows the message about the end of a server")
@Example(
        value = "server = start-server; link $server; info self",
        does = "shows the link at the process of the shell")
@InOtp("Process.link/1 in IEx; the process of the shell traps exits.")
@SeeAlso({"unlink", "monitor", "flush"})
final class Link implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "PID", description = "A pid, a registered name or a job's id.")
    private String target = "";

    Link(Session session) {
        this.session = session;
    }

    @Override
    public Answer run() {
        Pid pid = session.targets().process(target);
        session.process().link(pid);
        return Answer.ok("the shell is linked to " + pid);
    }
}
