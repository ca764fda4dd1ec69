package dev.jobber;

import dev.jobber.shell.export.OtherShell;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `jobber completion` is started with.
@Command(
        name = "jobber completion",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Prints the script by which another shell completes jobber's commands.",
            "It knows commands, options, the words that an option may have, and the trees that run; not the processes that live."
        })
@Example(
        value = "$ eval \"$(jobber completion bash)\"",
        does = "lets bash complete; write this line into ~/.bashrc to have it always")
@Example(
        value = "$ jobber completion fish > jobber.fish",
        does = "writes the script that fish takes from ~/.config/fish/completions")
@InOtp("The Erlang and Elixir programs have none.")
@SeeAlso({"man", "keys"})
final class CompletionOptions {
    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    OtherShell shell = OtherShell.BASH;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
