package dev.jobber;

import dev.jobber.otp.Clock;
import dev.jobber.otp.EventListener;
import dev.jobber.shell.EndSignal;
import dev.jobber.shell.LogEvents;
import dev.jobber.shell.LogGateway;
import dev.jobber.shell.LogWriter;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jline.nativ.CLibrary;

/// The program's entry.
public final class Main {

    private Main() {}

    /// Runs the program on the words of the command line and ends the JVM with its exit code.
    public static void main(String[] args) {
        System.exit(new Program(world()).run(List.of(args)));
    }

    private static World world() {
        var streams =
                new World.Streams(
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err),
                        () -> CLibrary.isatty(0) == 1);
        return world(streams, new World.Place(System.getenv(), Path.of("")));
    }

    /// The real machine, with these streams and this place.
    static World world(World.Streams streams, World.Place place) {
        return new World(
                streams,
                place,
                new World.Machine(Clock.system(), Thread::sleep, new SecureRandom()),
                new World.Hooks(Main::events, Main::handle));
    }

    private static EventListener events(LogGateway log) {
        LogWriter.connect(log);
        return new LogEvents(log);
    }

    private static void handle(Collection<EndSignal> signals, Consumer<EndSignal> end) {
        EndSignal.handle(
                signals,
                first -> {
                    end.accept(first);
                    System.exit(first.exitCode());
                },
                again -> Runtime.getRuntime().halt(again.exitCode()));
    }
}
