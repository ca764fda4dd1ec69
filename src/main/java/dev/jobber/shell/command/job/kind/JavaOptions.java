package dev.jobber.shell.command.job.kind;

import dev.jobber.job.kind.code.CodeHost;
import dev.jobber.job.kind.code.Compilation;
import dev.jobber.job.kind.code.JavaSnippet;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.session.Scripts;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `java`: a snippet.
@Command(
        description = {
            "Java: one expression, whose value is returned, or statements, which may return. At their end they return ok().",
            "It may call ok(value), error(reason), sleep(\"5s\"), log(text), progress(n, total) and jobs(), and use java.util, java.time, java.nio.file and more without imports.",
            "A value that is neither ok nor error is a crash, and so is an exception. System.exit ends the job and not jobber.",
            "What it has started or opened ends with it: threads, executors, timers, sockets and programs.",
            "It ends wherever it runs. Only code of the JDK that neither calls the snippet nor heeds an interrupt goes on; the job is lingering until that ends."
        })
final class JavaOptions implements KindOptions<JavaSnippet> {
    private final Supplier<CodeHost> host;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "BODY",
            description =
                    "The snippet, in quotes; or <<END, and then its lines up to a line that is only END.")
    private Optional<String> body = Optional.empty();

    /// @param host compiles it
    JavaOptions(Supplier<CodeHost> host) {
        this.host = host;
    }

    @Override
    public Set<String> overrides() {
        return Set.of();
    }

    @Override
    public void validate(Validation validation, String word) {
        if (body.isEmpty()) {
            validation.problem(
                    word,
                    UserError.usage(
                            "a job of the kind java needs a snippet",
                            "write it in quotes: 'sleep(\"5s\"); return ok(1);'"));
        } else if (validation.isKnown(body.get())) {
            Snippets.validate(validation, body.get(), host.get());
        }
    }

    @Override
    public JavaSnippet make(Scripts scripts) {
        return switch (host.get().compile(body.orElse(""))) {
            case Compilation.Compiled(var code) -> new JavaSnippet(code);
            case Compilation.Wrong(var problems) ->
                    throw new ShellException(UserError.usage(problems.getFirst().message()));
            case Compilation.NoCompiler() -> throw new ShellException(Snippets.NO_COMPILER);
        };
    }

    @Override
    public JavaSnippet override(JavaSnippet defined) {
        return defined;
    }
}
