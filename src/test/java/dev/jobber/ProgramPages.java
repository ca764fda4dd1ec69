package dev.jobber;

import dev.jobber.shell.Shell;
import dev.jobber.shell.TestSession;
import dev.jobber.shell.complete.ArgumentValues;
import dev.jobber.shell.export.ManPages;
import dev.jobber.shell.export.OtherShell;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ProgramArguments;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// What the program writes for other shells and for the manual.
public final class ProgramPages {
    private ProgramPages() {}

    /// The script for another shell.
    public static String script(OtherShell shell) {
        Shell made = TestSession.open().shell();
        return shell.script(
                made.parser(),
                new ArgumentValues(made.candidates()),
                program(),
                ProgramCommand.specs());
    }

    /// The pages of the manual, by their names.
    public static Map<String, String> pages() {
        Shell made = TestSession.open().shell();
        return new ManPages(made.parser(), program(), ProgramCommand.specs(), "jobber 1").all();
    }

    /// The examples for which a tree must run, or start, in the order in which they work.
    public static List<String> examplesOnTrees() {
        return ProgramCommand.specs().stream()
                .map(spec -> spec.userObject().getClass())
                .flatMap(options -> Stream.of(options.getAnnotationsByType(Example.class)))
                .filter(Example::attached)
                .map(example -> example.value().replaceFirst("^\\$ ", ""))
                .toList();
    }

    private static CommandSpec program() {
        return ProgramArguments.beforeCommand(new Options()).spec();
    }
}
