package dev.jobber;

import dev.jobber.job.identity.LazySecureRandom;
import dev.jobber.observer.Subject;
import dev.jobber.otp.Clock;
import dev.jobber.otp.Event;
import dev.jobber.otp.EventListener;
import dev.jobber.shell.log.LogEvents;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogWriter;
import dev.jobber.shell.terminal.EndSignal;
import dev.jobber.shell.terminal.TerminalOpening;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;

/// The machine on which the program runs.
final class RealHost {
    private RealHost() {}

    /// The machine, with what it has given to this process.
    static Host of(Invocation invocation, TerminalOpening terminal) {
        var streams =
                new Host.Streams(
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err),
                        new Host.AreTerminals(
                                TerminalOpening::isTerminal,
                                TerminalOpening::isOutputTerminal,
                                TerminalOpening::isErrorTerminal));
        return of(
                streams,
                new Host.Place(invocation.environment(), invocation.directory()),
                terminal);
    }

    /// The real machine, with these streams, this place and this terminal.
    static Host of(Host.Streams streams, Host.Place place, TerminalOpening terminal) {
        return new Host(
                streams,
                place,
                new Host.Machine(Clock.system(), Thread::sleep, new LazySecureRandom()),
                new Host.Hooks(
                        RealHost::events,
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
