package dev.jobber.shell.command.session;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `sleep D`
@Command(
        name = "sleep",
        description = {"Waits.", "Jobs go on meanwhile; Ctrl-C ends it."})
@Example(value = "sleep 2s", does = "waits two seconds")
@Example(value = "start-job good; sleep 6s; jobs", does = "lets a job end, and lists it")
@InOtp("Process.sleep/1 in IEx: no process of the tree waits.")
@SeeAlso({"await", "at", "values"})
final class Sleep implements ShellCommand {
    private final Session session;

    @Parameters(paramLabel = "D", description = "How long, as 50ms, 5s, 2m or 1h30m.")
    private Duration time = Duration.ZERO;

    Sleep(Session session) {
        this.session = session;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public Answer run() throws InterruptedException {
        session.sleep(time);
        return Answer.silent();
    }
}
