package dev.jobber.attach.options;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What `jobber ps` is started with, beside `--output` of the program. The client reads the words
/// without picocli; this tells of them.
@Command(
        name = "jobber ps",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "Lists the trees that run here and can be attached to.",
            "For each: its name, the pid of its program, how long it has run, its version, how many jobs have not ended, and how many terminals and scripts are attached."
        })
@Example(value = "$ jobber ps", does = "lists the trees")
@Example(value = "$ jobber ps -o json", does = "lists them for another program")
@InOtp("epmd -names lists the nodes of a machine.")
@SeeAlso({"daemon", "attach", "shutdown", "named trees"})
public final class PsOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
