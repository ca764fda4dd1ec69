package dev.jobber.shell.command.job;

import dev.jobber.job.JobInfo;
import dev.jobber.job.Outcome;
import dev.jobber.job.kind.code.Code;
import dev.jobber.job.kind.code.CodeHost;
import dev.jobber.job.kind.code.Compilation;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Process;
import dev.jobber.shell.command.job.kind.Snippets;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.result.Value;
import dev.jobber.shell.result.Values;
import dev.jobber.shell.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `eval EXPRESSION`
@Command(
        name = "eval",
        description = {
            "Evaluates Java and shows the value.",
            "It takes what the kind java takes, and runs in a process of its own, which Ctrl-C ends. "
                    + "The expression may be in quotes, and must be if a ; or a # is in it. Write -o before it."
        })
@Example(value = "eval 6 * 7", does = "shows 42")
@Example(value = "eval 'jobs().size()'", does = "shows how many jobs are known")
@InOtp("An expression that is typed into IEx; it runs in a process of its own.")
@SeeAlso({"kinds", "start-job", "variables"})
final class Eval implements ShellCommand {
    private final Session session;

    @Parameters(
            paramLabel = "EXPRESSION",
            description = "One expression, or statements that return.")
    private String expression = "";

    Eval(Session session) {
        this.session = session;
    }

    @Override
    public boolean takesText() {
        return true;
    }

    @Override
    public void validate(Validation validation) {
        if (validation.isKnown(expression)) {
            Snippets.validate(validation, expression, session.code());
        }
    }

    @Override
    public Answer run() throws Exception {
        CodeHost host = session.code();
        Code code =
                switch (host.compile(expression)) {
                    case Compilation.Compiled(Code compiled) -> compiled;
                    case Compilation.Wrong(var problems) ->
                            throw new ShellException(
                                    UserError.usage(problems.getFirst().message()));
                    case Compilation.NoCompiler() -> throw new ShellException(Snippets.NO_COMPILER);
                };
        var surroundings = new EvalSurroundings(session);
        session.targets().awaitsValue(surroundings::described);
        return session.observer()
                .node()
                .run(() -> {
                    surroundings.runsIn(Process.self());
                    return answer(host, code, surroundings);
                });
    }

    private static Answer answer(CodeHost host, Code code, EvalSurroundings surroundings) {
        try {
            return host.run(code.then(Eval::answer), "eval", surroundings)
                    .map(value -> value instanceof Answer made ? made : answer(value))
                    .orElseGet(Answer::silent);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new ExitException(new ExitReason.Crash(thrown));
        }
    }

    /// What is made of the value, on the thread of the code: its own classes may have to be asked.
    private static Answer answer(@Nullable Object value) {
        return switch (value) {
            case null -> Answer.silent();
            case Outcome.Ok(var result) -> result.map(Eval::answer).orElseGet(Answer::silent);
            case Outcome.Error(var reason) -> failed(reason.orElse("error"));
            case Outcome.Failure(var reason) -> failed(reason.orElse("error"));
            case JobInfo job -> Answer.of(Jobs.row(job));
            case List<?> list
                    when !list.isEmpty() && list.stream().allMatch(JobInfo.class::isInstance) ->
                    Answer.of(
                            new Value.Rows(
                                    list.stream()
                                            .<Value>map(job -> Jobs.row((JobInfo) job))
                                            .toList()));
            default -> new Answer.Ok(Values.of(value), Values.renderingNow(value));
        };
    }

    private static Answer failed(String reason) {
        return Answer.failed(UserError.of(new ErrorCode("error"), reason));
    }
}
