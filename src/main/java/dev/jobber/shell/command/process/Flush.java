package dev.jobber.shell.command.process;

import dev.jobber.otp.Inspect;
import dev.jobber.shell.list.Column;
import dev.jobber.shell.list.Columns;
import dev.jobber.shell.list.ListCommand;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.ShellProcess.Heard;
import picocli.CommandLine.Command;

/// `flush`: `flush/0` in IEx
@Command(
        name = "flush",
        description = {
            "Shows the messages that have come to the shell, and forgets them.",
            "The last 10 000 messages are kept."
        })
@Example(value = "send self hello; flush", does = "shows one message")
@Example(
        value = "job = start-job good; monitor $job; kill $job; sleep 1s; flush --limit 1",
        does = "shows one message, about the end of a process")
@InOtp("flush/0 of IEx.")
@SeeAlso({"self", "send", "monitor", "link"})
final class Flush extends ListCommand<Heard> {
    private static final Columns<Heard> COLUMNS =
            Columns.<Heard>of(
                            Column.text("time", heard -> heard.time().toString()),
                            Column.text("message", heard -> Inspect.text(heard.message())))
                    .leavingOut("time");

    private final Session session;

    Flush(Session session) {
        this.session = session;
    }

    @Override
    public Columns<Heard> columns() {
        return COLUMNS;
    }

    @Override
    public Answer run() {
        return answer(
                session
                        .process()
                        .flush(dropped ->
                                session.log().log(
                                        LogLevel.WARNING,
                                        dropped + " older messages to the shell were not kept"))
                        .stream());
    }
}
