package dev.jobber.shell.command.sender;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Pid;
import dev.jobber.otp.StartResult;
import dev.jobber.sender.SendServer;
import dev.jobber.sender.SenderOptions;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.ProcessNames;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ExitErrors;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.GlobalName;
import dev.jobber.shell.session.Session;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `start-sender`: `GenServer.start(SendServer, …)`
@Command(
        name = "start-sender",
        description = "Starts a process that sends e-mail, and tries again what failed.")
@Example(
        value = "start-sender --max-retries 1",
        does = "starts one that tries a failed e-mail once more")
@Example(
        value = "start-sender --name mailer; send-email mailer hello@email.com",
        does = "starts one under a name, and gives it an e-mail")
@InOtp("GenServer.start(SendServer, args) of the document.")
@SeeAlso({"send-email", "get-state", "stop"})
final class StartSender implements ShellCommand {
    private final Session session;

    @Option(
            names = "--max-retries",
            paramLabel = "N",
            description = "How often a failed e-mail is tried again (5).")
    private Optional<Integer> maxRetries = Optional.empty();

    @Option(
            names = "--retry-every",
            paramLabel = "D",
            description = "How long between two rounds of retries (5s).")
    private Optional<Duration> retryEvery = Optional.empty();

    @Option(
            names = "--send-delay",
            paramLabel = "D",
            description = "How long it takes to send one e-mail (3s).")
    private Optional<Duration> sendDelay = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Register it under this name; {global,NAME} is the name of one process of all nodes of the store.")
    private Optional<String> name = Optional.empty();

    StartSender(Session session) {
        this.session = session;
    }

    @Override
    public void validate(Validation validation) {
        name.ifPresent(written -> GlobalName.validate(validation, written));
    }

    @Override
    public boolean startsSomething() {
        return true;
    }

    @Override
    public Answer run() {
        var options = SenderOptions.DEFAULTS;
        options = maxRetries.map(options::withMaxRetries).orElse(options);
        options = retryEvery.map(options::withRetryEvery).orElse(options);
        options = sendDelay.map(options::withSendDelay).orElse(options);
        var server = new SendServer(options, session.tree().log()::print);
        StartResult started =
                GlobalName.start(
                        session, name, named -> session.observer().node().start(server, named));
        return switch (started) {
            case StartResult.Started(Pid pid, Optional<Object> _) -> {
                session.started(pid);
                yield Answer.of(Value.Fields.none().with("pid", pid.toString()), "ok " + pid);
            }
            case StartResult.Failed(ExitReason.AlreadyStarted(Pid pid)) ->
                    Answer.failed(ProcessNames.taken(name.orElse(""), pid));
            case StartResult.Failed(ExitReason reason) -> Answer.failed(ExitErrors.of(reason));
            case StartResult.Ignored() -> Answer.failed(ExitErrors.of(ExitReason.word("ignore")));
        };
    }
}
