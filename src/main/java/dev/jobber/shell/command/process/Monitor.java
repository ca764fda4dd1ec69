package dev.jobber.shell.command.process;

import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Pid;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `monitor PID`: `Process.monitor/1`
@Command(
        name = "monitor",
        description = {
            "Lets the shell monitor a process.",
            "When the process ends, a DOWN message comes to the shell: 'flush' shows it."
        })
@Example(
        value = "job = start-job good; monitor $job; stop $job; flush",
        does = "shows the message about the end of a process")
@Example(
        value = "monitor JobRunner; info self",
        does = "shows the monitor at the process of the shell")
@InOtp("Process.monitor/1 in IEx.")
@SeeAlso({"demonitor", "link", "flush"})
final class Monitor implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "PID", description = "A pid, a registered name or a job's id.")
    private String target = "";

    Monitor(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() {
        Pid pid = session.targets().process(target);
        MonitorRef ref = session.process().monitor(pid);
        return Answer.of(
                Value.Fields.none().with("pid", pid.toString()).with("ref", ref.toString()),
                "ok " + pid + "  " + ref);
    }
}
