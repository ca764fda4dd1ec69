package dev.jobber;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The program's entry.
@Command(
        name = "jobber",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "OTP-style supervision for the JVM, with a live shell.")
public final class Main implements Runnable {

    /// The collectors `scripts/jobber` can start the JVM with; it reads the option, this declares
    /// it.
    private enum Collector {
        serial,
        g1,
        z
    }

    @Option(
            names = "--gc",
            paramLabel = "serial|g1|z",
            description = "The collector of the JVM (default: serial).")
    Collector collector = Collector.serial;

    @Option(names = "--verbose", description = "Say on standard error what the launcher does.")
    boolean verbose;

    @Override
    public void run() {}

    /// Runs the program on the words of the command line and ends the JVM with its exit code.
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
