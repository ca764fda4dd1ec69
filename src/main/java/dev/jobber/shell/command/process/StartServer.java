package dev.jobber.shell.command.process;

import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.ChildSpec.Restart;
import dev.jobber.otp.DynamicSupervisor;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StartResult;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.InitAnswer;
import dev.jobber.shell.parse.ProcessNames;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ExitErrors;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.session.GlobalName;
import dev.jobber.shell.session.Session;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `start-server`: `GenServer.start/3` with each answer that init may give
@Command(
        name = "start-server",
        description = {
            "Starts a server whose init answers as you say.",
            "ok: it runs. continue: it runs, and handle_continue runs first. ignore: it does not run, and no restart "
                    + "follows. stop=REASON: the start fails; where its supervisor starts it again, it tries until it gives up."
        })
@Example(value = "server = start-server; get-state $server", does = "starts one that runs")
@Example(
        value = "start-server --init continue",
        does = "starts one that goes on with handle_continue after init")
@Example(value = "start-server --init ignore", does = "starts none, and that is no error")
@Example(
        value = "pid = start-server --direct --again ignore; kill $pid; which-children",
        does = "starts one under JobRunner whose init answers ignore when it is started again")
@InOtp("GenServer.start/3, with each answer that init/1 may give.")
@SeeAlso({"get-state", "stop", "restarts"})
final class StartServer implements ShellCommand {
    private final Session session;

    @Option(
            names = "--init",
            paramLabel = "INIT",
            description = "What init answers: ok (the default), continue, ignore or stop=REASON.")
    private InitAnswer init = new InitAnswer.Ok();

    @Option(
            names = "--again",
            paramLabel = "INIT",
            description = "What it answers when the server is started again; as --init by default.")
    private Optional<InitAnswer> again = Optional.empty();

    @Option(
            names = "--direct",
            description = "Under JobRunner, which starts it again; otherwise without a supervisor.")
    private boolean direct;

    @Option(
            names = "--restart",
            paramLabel = "RESTART",
            description = "With --direct: permanent (the default), transient or temporary.")
    private Optional<Restart> restart = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "Register it under this name; {global,NAME} is the name of one process of all nodes of the store.")
    private Optional<String> name = Optional.empty();

    StartServer(Session session) {
        this.session = session;
    }

    @Override
    public void validate(Validation validation) {
        name.ifPresent(written -> GlobalName.validate(validation, written));
        if (direct && name.flatMap(GlobalName::of).isPresent()) {
            validation.problem(
                    "--direct",
                    UserError.usage(
                            "--direct and a global name cannot be used together: JobRunner would"
                                    + " wait for the store at each restart"));
        }
        if (!direct) {
            restart.ifPresent(_ -> missing(validation, "--restart"));
            again.ifPresent(_ -> missing(validation, "--again"));
        }
    }

    private static void missing(Validation validation, String option) {
        validation.problem(option, UserError.usage(option + " needs --direct"));
    }

    @Override
    public boolean startsSomething() {
        return true;
    }

    @Override
    public Answer run() {
        return switch (start()) {
            case StartResult.Started(Pid pid, Optional<Object> _) -> {
                session.started(pid);
                yield Answer.of(Value.Fields.none().with("pid", pid.toString()), "ok " + pid);
            }
            case StartResult.Ignored() ->
                    Answer.of(
                            Value.Fields.none().with("pid", Value.nothing()),
                            "ok ignore: init chose that the server does not run");
            case StartResult.Failed(ExitReason.AlreadyStarted(Pid pid)) ->
                    Answer.failed(ProcessNames.taken(name.orElse(""), pid));
            case StartResult.Failed(ExitReason reason) ->
                    Answer.failed(
                            UserError.of(
                                    new ErrorCode(ExitErrors.of(reason).code().word()),
                                    "the server did not start: init answered "
                                            + new InitAnswer.Stop(reason)));
        };
    }

    private StartResult start() {
        return GlobalName.start(session, name, this::start);
    }

    private StartResult start(StartOptions options) {
        if (!direct) {
            return session.observer().node().start(server(init), options);
        }
        var first = new AtomicBoolean(true);
        ChildSpec child =
                ChildSpec.worker(
                                "InitServer",
                                () ->
                                        GenServer.startLink(
                                                server(
                                                        first.getAndSet(false)
                                                                ? init
                                                                : again.orElse(init)),
                                                options))
                        .withRestart(restart.orElse(Restart.PERMANENT));
        session.targets().asksRunner("start the server");
        return DynamicSupervisor.startChild(session.observer().jobber().runner(), child);
    }

    private InitServer server(InitAnswer answer) {
        return new InitServer(answer, session.tree().log()::print);
    }
}
