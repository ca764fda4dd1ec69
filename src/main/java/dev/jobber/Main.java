package dev.jobber;

import dev.jobber.attach.client.Client;
import dev.jobber.attach.client.ClientLine;
import dev.jobber.job.kind.code.CodeHost;
import dev.jobber.shell.syntax.TextEncoding;
import dev.jobber.shell.terminal.TerminalOpening;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The program's entry.
///
/// A client of a tree gets no further than this class. So nothing here mentions the kernel: the JVM
/// would load what it needs to verify the class.
public final class Main {
    private Main() {}

    /// Runs the program on the words of the command line and ends the JVM with its exit code.
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // what is written is for no country
        var invocation = Invocation.of(args);
        Optional<Integer> attached =
                attach(
                        invocation.words(),
                        new Host.Place(invocation.environment(), invocation.directory()));
        if (attached.isPresent()) {
            System.exit(attached.get());
        }
        if (!invocation.words().contains("--verbose")) {
            Thread.setDefaultUncaughtExceptionHandler(Main::broken);
        }
        var terminal = new TerminalOpening(invocation.environment());
        if (mayBeInteractive(args)) {
            terminal.begin();
        }
        System.exit(new Program(RealHost.of(invocation, terminal)).run(invocation.words()));
    }

    /// Does what the words say about a tree that runs already.
    ///
    /// @return the exit code; empty if they say nothing about one
    static Optional<Integer> attach(List<String> words, Host.Place place) {
        return ClientLine.of(words)
                .filter(line -> !line.asksForHelp())
                .map(line ->
                        new Client(
                                        line,
                                        place.environment(),
                                        place.directory(),
                                        text(FileDescriptor.out, place),
                                        text(FileDescriptor.err, place))
                                .run());
    }

    private static PrintStream text(FileDescriptor stream, Host.Place place) {
        return new PrintStream(
                new FileOutputStream(stream), true, TextEncoding.of(place.environment()).charset());
    }

    /// An error in jobber itself is shown as one sentence; with `--verbose`, with its stack trace.
    private static void broken(Thread thread, Throwable fault) {
        if (CodeHost.isEnd(fault)) {
            return; // code of a job has ended on a thread of others
        }
        System.err.println(
                "jobber: " + Program.brokenBy(fault) + ", in thread " + thread.getName());
    }

    /// An estimate before the options are read: if a word is no option, the program was given a
    /// command or lines to run.
    private static boolean mayBeInteractive(String[] args) {
        for (String word : args) {
            if (!word.startsWith("-") || word.equals("--help") || word.equals("--version")) {
                return false;
            }
        }
        return true;
    }
}
