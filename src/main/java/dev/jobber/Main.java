package dev.jobber;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program's entry.
@Command(
        name = "jobber",
        mixinStandardHelpOptions = true,
        version = "jobber 0.1.0",
        description = "OTP-style supervision for the JVM, with a live shell.")
public final class Main implements Runnable {

    @Override
    public void run() {}

    /// Runs the program on the words of the command line and ends the JVM with its exit code.
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
