package dev.jobber;

import dev.jobber.attach.client.Client;
import dev.jobber.attach.client.ClientLine;
import dev.jobber.job.identity.LazySecureRandom;
import dev.jobber.job.kind.code.CodeHost;
import dev.jobber.observer.Subject;
import dev.jobber.otp.Clock;
import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import dev.jobber.shell.log.LogEvents;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogWriter;
import dev.jobber.shell.syntax.TextEncoding;
import dev.jobber.shell.terminal.EndSignal;
import dev.jobber.shell.terminal.TerminalOpening;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The program's entry.
public final class Main {
    private Main() {}

    /// Runs the program on the words of the command line and ends the JVM with its exit code.
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // what is written is for no country
        var given = Given.of(args);
        Optional<Integer> attached =
                attach(given.words(), new Host.Place(given.environment(), given.directory()));
        if (attached.isPresent()) {
            System.exit(attached.get());
        }
        if (!given.words().contains("--verbose")) {
            Thread.setDefaultUncaughtExceptionHandler(Main::broken);
        }
        var terminal = new TerminalOpening(given.environment());
        if (mayBeInteractive(args)) {
            terminal.begin();
        }
        System.exit(new Program(host(given, terminal)).run(given.words()));
    }

    /// Does what the words say about a tree that runs already.
    ///
    /// @return the exit code; empty if they say nothing about one
    static Optional<Integer> attach(List<String> words, Host.Place place) {
        return ClientLine.of(words)
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

    private static Host host(Given given, TerminalOpening terminal) {
        var streams =
                new Host.Streams(
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err),
                        new Host.AreTerminals(
                                TerminalOpening::isTerminal,
                                TerminalOpening::isOutputTerminal,
                                TerminalOpening::isErrorTerminal));
        return host(streams, new Host.Place(given.environment(), given.directory()), terminal);
    }

    /// The real machine, with these streams, this place and this terminal.
    static Host host(Host.Streams streams, Host.Place place, TerminalOpening terminal) {
        return new Host(
                streams,
                place,
                new Host.Machine(Clock.system(), Thread::sleep, new LazySecureRandom()),
                new Host.Hooks(
                        Main::events,
                        new RealSignals(),
                        terminal::open,
                        terminal::notice,
                        System::exit));
    }

    private static EventListener events(LogGateway log, Function<Event, Subject> subjects) {
        LogWriter.connect(log);
        return new LogEvents(log, subjects);
    }

    /// The signals of this process.
    private static final class RealSignals implements Host.Signals {
        @Override
        public void handle(Collection<EndSignal> signals, Consumer<EndSignal> end) {
            EndSignal.handle(
                    signals,
                    first -> {
                        end.accept(first);
                        System.exit(first.exitCode());
                    },
                    again -> Runtime.getRuntime().halt(again.exitCode()));
        }

        @Override
        public void onHangup(Runnable what) {
            EndSignal.onHangup(what);
        }
    }
}
