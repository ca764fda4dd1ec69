package dev.jobber.shell.command.job.kind;

import dev.jobber.job.kind.code.CodeHost;
import dev.jobber.job.kind.code.Compilation;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.UserError;

/// Says what is wrong with snippets.
public final class Snippets {
    /// The error where nothing can compile.
    public static final UserError NO_COMPILER =
            UserError.usage(
                    "Java cannot be compiled here: this Java has no module jdk.compiler",
                    "start jobber with a whole JDK");

    private static final int LONGEST_LINE = 60;

    private Snippets() {}

    /// Compiles a snippet and tells all that is wrong with it, each at its place.
    ///
    /// @param snippet the text of a word of the line
    public static void validate(Validation validation, String snippet, CodeHost host) {
        switch (host.compile(snippet)) {
            case Compilation.Compiled _ -> {}
            case Compilation.Wrong(var problems) -> {
                for (Compilation.Problem each : problems) {
                    validation.problem(
                            snippet,
                            each.from(),
                            each.length(),
                            UserError.usage(each.message(), hint(validation, snippet, each)));
                }
            }
            case Compilation.NoCompiler() -> validation.problem(snippet, NO_COMPILER);
        }
    }

    /// The row that is to blame, where no report of a file shows it.
    private static String hint(Validation validation, String snippet, Compilation.Problem problem) {
        if (validation.path("").isPresent() || snippet.isBlank()) {
            return "";
        }
        int from = Math.clamp(problem.from(), 0, snippet.length() - 1);
        int begin = snippet.lastIndexOf('\n', from - 1) + 1;
        int end = snippet.indexOf('\n', from);
        String row = snippet.substring(begin, end < 0 ? snippet.length() : Math.max(begin, end));
        String shown = row.strip();
        return shown.isEmpty() || shown.length() > LONGEST_LINE ? "" : "in: " + shown;
    }
}
