package dev.jobber.attach.options;

import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What `jobber daemon` is started with, beside the options of a tree, which are those of the
/// program. The program reads all of them with those; this tells of them.
@Command(
        name = "jobber daemon",
        usageHelpAutoWidth = true,
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = "jobber daemon --name NAME [OPTIONS]",
        description = {
            "Starts a tree without a terminal, which runs until it is shut down.",
            "It runs the rc file, and returns when the tree answers: with exit code 0, or with 1 and the error where it could not start. It is in a session of its own and keeps the working folder. SIGTERM shuts the tree down in order; SIGHUP opens the file of --log-file again."
        })
@Example(
        value = "$ jobber daemon --name orders --log-file orders.log",
        does = "starts the tree 'orders'; its log is in a file",
        attached = true)
@InOtp("run_erl -daemon, or bin/RELEASE daemon of an Elixir release.")
@SeeAlso({"attach", "ps", "shutdown", "named trees", "rc file"})
public final class DaemonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
