package dev.jobber.attach.options;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.TimeLimit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `jobber shutdown` is started with. The client reads the words without picocli; this tells
/// of them.
@Command(
        name = "jobber shutdown",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Ends a tree in order, and the program in which it runs.",
            "It asks nothing, and returns when the tree has ended. All who are attached are told, and their visits end. At the prompt of a shell, 'shutdown' does the same and asks first."
        })
@Example(
        value = "$ jobber shutdown orders --timeout 5s",
        does = "ends the tree 'orders', and kills what is left after 5 s",
        attached = true)
@InOtp("init:stop/0, called on another node.")
@SeeAlso({"daemon", "attach", "ps", "named trees"})
public final class ShutdownOptions {
    @Parameters(paramLabel = "TREE", description = "Its name.")
    Optional<String> tree = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "D",
            description =
                    "How long the tree may take before what is left is killed (its --shutdown-timeout).")
    Optional<TimeLimit> timeout = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
