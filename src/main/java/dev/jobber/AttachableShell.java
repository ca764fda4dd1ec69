package dev.jobber;

import dev.jobber.attach.SocketFolder;
import dev.jobber.attach.TreeName;
import dev.jobber.attach.TreeSocket;
import dev.jobber.attach.server.TreeServer;
import dev.jobber.job.Jobber;
import dev.jobber.job.JobberOptions;
import dev.jobber.observer.EventLog;
import dev.jobber.observer.Observer;
import dev.jobber.observer.RestartCounts;
import dev.jobber.observer.Subjects;
import dev.jobber.observer.TreeWatch;
import dev.jobber.otp.Event;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.ExitWatch;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Request;
import dev.jobber.otp.StartOptions;
import dev.jobber.shell.Shell;
import dev.jobber.shell.command.CommandTable;
import dev.jobber.shell.console.StreamConsole;
import dev.jobber.shell.console.StreamSink;
import dev.jobber.shell.log.LocalClock;
import dev.jobber.shell.log.LogEvents;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.log.LogText;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.log.SystemLoggerLines;
import dev.jobber.shell.log.TinylogLines;
import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.parse.CommandProvider;
import dev.jobber.shell.session.JobSettings;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.SessionEnvironment;
import dev.jobber.shell.session.SharedTree;
import dev.jobber.shell.syntax.TextEncoding;
import dev.jobber.shell.terminal.EndSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Lets shells attach to the node of an application, as `jobber attach NAME` and `jobber -N NAME`
/// do:
///
/// ```java
/// var shell = AttachableShell.open(node, "orders");
/// ```
///
/// It ends with the node, or when it is closed. The servers and supervisors of the application
/// appear in the shell's commands. Commands of the application itself are found as services: see
/// [CommandProvider].
///
/// It writes nothing to the standard streams of the application, handles no signal, and chooses no
/// logging library: the lines of the node's log go to the [System.Logger] named `dev.jobber`, or to
/// tinylog where the application asks for that with [LogTarget#TINYLOG]. The application needs
/// `org.jline:jline`, `info.picocli:picocli` and `info.picocli:picocli-shell-jline3`, which are
/// optional dependencies of jobber. Several nodes may be open in one program, each under its own
/// name.
public final class AttachableShell implements AutoCloseable {
    /// The name of the process that stands for the shell on the node.
    public static final String PROCESS = "JobberShell";

    private static final List<Library> NEEDED =
            List.of(
                    new Library("org.jline.terminal.Terminal", "org.jline:jline"),
                    new Library("picocli.CommandLine", "info.picocli:picocli"),
                    new Library(
                            "picocli.shell.jline3.PicocliCommands",
                            "info.picocli:picocli-shell-jline3"));
    private static final Library TINYLOG =
            new Library("org.tinylog.Logger", "org.tinylog:tinylog-impl");

    private static final Duration ENDING = Duration.ofSeconds(5);

    private final TreeServer server;
    private final LogGateway log;
    private final Runnable end;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /// A library that the application must have.
    ///
    /// @param type a class of it
    private record Library(String type, String coordinates) {}

    /// Where the lines of the node's log go, beside those who are attached.
    public enum LogTarget {
        /// The [System.Logger] named `dev.jobber`, and so what the application has chosen for that.
        SYSTEM_LOGGER,

        /// tinylog, as the application has configured it. `org.tinylog:tinylog-impl` must be there,
        /// which is an optional dependency of jobber.
        TINYLOG
    }

    /// @param end ends what it has on the node
    private AttachableShell(TreeServer server, LogGateway log, Runnable end) {
        this.server = server;
        this.log = log;
        this.end = end;
    }

    /// Opens a node to shells, and starts the job system on it: the shell's commands start jobs
    /// there.
    ///
    /// @param name under which they attach: letters, digits, `-`, `_` and `.`
    /// @throws IOException with a sentence for people, where the name is taken or the socket cannot
    ///   be made
    /// @throws IllegalStateException where a library is missing
    /// @throws dev.jobber.otp.ExitException where a job system runs on the node already; then open
    ///   that one
    public static AttachableShell open(Node node, String name) throws IOException {
        return open(node, name, LogTarget.SYSTEM_LOGGER);
    }

    /// Opens a node to shells, as [#open(Node, String)] does.
    ///
    /// @param log where the lines of the node's log go
    public static AttachableShell open(Node node, String name, LogTarget log) throws IOException {
        return open(name, log, () -> Jobber.start(node, JobberOptions.defaults()), true);
    }

    /// Opens the node of a job system to shells.
    ///
    /// @param name under which they attach: letters, digits, `-`, `_` and `.`
    /// @throws IOException with a sentence for people, where the name is taken or the socket cannot
    ///   be made
    /// @throws IllegalStateException where a library is missing
    public static AttachableShell open(Jobber jobber, String name) throws IOException {
        return open(jobber, name, LogTarget.SYSTEM_LOGGER);
    }

    /// Opens the node of a job system to shells, as [#open(Jobber, String)] does.
    ///
    /// @param log where the lines of the node's log go
    public static AttachableShell open(Jobber jobber, String name, LogTarget log)
            throws IOException {
        return open(name, log, () -> jobber, false);
    }

    private static AttachableShell open(
            String name, LogTarget target, Supplier<Jobber> jobs, boolean areOwn)
            throws IOException {
        NEEDED.forEach(AttachableShell::require);
        if (target == LogTarget.TINYLOG) {
            require(TINYLOG);
        }
        TreeSocket socket = TreeSocket.take(SocketFolder.of(System.getenv()), TreeName.of(name));
        try {
            return open(jobs.get(), areOwn, socket, log(target));
        } catch (RuntimeException | Error failed) {
            socket.close();
            throw failed;
        }
    }

    private static void require(Library library) {
        try {
            Class.forName(library.type, false, AttachableShell.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(
                    "a shell needs "
                            + library.coordinates
                            + ", which is an optional dependency of jobber: add it to the"
                            + " application ("
                            + library.type
                            + " is missing)",
                    missing);
        }
    }

    private static AttachableShell open(
            Jobber jobber, boolean isOwn, TreeSocket socket, LogGateway log) {
        Node node = jobber.node();
        var subjects = new Subjects();
        subjects.know(jobber);
        var restarts = new RestartCounts();
        var watch = new TreeWatch((level, sentence) -> log.log(LogLevel.of(level), sentence));
        var events = new EventLog(node.clock());
        Runnable deaf =
                node.listen(
                        restarts.and(watch).and(events).and(event -> log(log, event, subjects)));
        Runnable deafToJobs =
                jobber.listen(event -> {
                    events.on(event);
                    Engine.log(log, event, subjects);
                });
        var environment =
                new SessionEnvironment(
                        new StreamConsole(
                                new StreamConsole.Streams(
                                        OutputStream.nullOutputStream(), silent(), _ -> {}),
                                log,
                                new StreamConsole.Look(
                                        StreamConsole.Look.of(Map.of(), false).width(),
                                        false,
                                        TextEncoding.UTF_8)),
                        log,
                        System.getenv(),
                        Path.of(""),
                        Thread::sleep);
        var tree = new SharedTree(new Observer(jobber, restarts, watch, events), environment);
        tree.application(new SharedTree.Application(socket.name().text(), commands(node)));
        var session = new Session(environment, tree);
        JobSettings.addTo(session);
        var shell = new Shell(session, made -> new CommandTable(session, made::files, made::help));
        var attaching = new Attaching(host(node), tree, shell, (_, _) -> {});
        var server = TreeServer.open(socket, attaching);
        attaching.server(server);
        tree.visitors(attaching);
        var opened =
                new AttachableShell(
                        server,
                        log,
                        () -> {
                            watch.end();
                            deaf.run();
                            deafToJobs.run();
                            end(node, isOwn ? Optional.of(jobber) : Optional.empty());
                        });
        opened.endWith(node);
        return opened;
    }

    private static List<CommandGroup> commands(Node node) {
        return ServiceLoader.load(CommandProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(provider -> provider.commands(node))
                .toList();
    }

    /// A log that is shown to those who attach, and goes to the application's own.
    private static LogGateway log(LogTarget target) {
        LogGateway log =
                LogGateway.open(
                        silent(), new LocalClock(), LogThreshold.OFF, LogGateway.Limits.DEFAULT);
        var _ =
                log.follow(
                        switch (target) {
                            case SYSTEM_LOGGER -> new SystemLoggerLines();
                            case TINYLOG -> new TinylogLines();
                        });
        return log;
    }

    private static StreamSink silent() {
        return new StreamSink(OutputStream.nullOutputStream(), TextEncoding.UTF_8, false);
    }

    private static void log(LogGateway log, Event event, Subjects subjects) {
        var level = LogLevel.of(event.level());
        if (LogEvents.isLogged(event) && (level != LogLevel.DEBUG || log.shows(level))) {
            log.log(level, LogText.of(event.message()), subjects.of(event));
        }
    }

    /// Ends the process that stands for the shell, and the job system if it came with the shell.
    private static void end(Node node, Optional<Jobber> own) {
        try {
            node.whereis(PROCESS).ifPresent(GenServer::stop);
            own.ifPresent(jobber -> jobber.stop(ENDING));
        } catch (ExitException ended) {
            // The node has ended.
        }
    }

    /// What visits need of this program: no stream, no signal, no terminal.
    private static Host host(Node node) {
        return new Host(
                new Host.Streams(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        Host.AreTerminals.NONE),
                new Host.Place(System.getenv(), Path.of("")),
                new Host.Machine(node.clock(), Thread::sleep, new SecureRandom()),
                new Host.Hooks(
                        (_, _) -> _ -> {},
                        (Collection<EndSignal> _, Consumer<EndSignal> _) -> {},
                        _ -> {
                            throw new IOException("an application has no terminal for a shell");
                        },
                        Optional::empty,
                        _ -> {}));
    }

    /// A process of the node ends when the node does.
    private void endWith(Node node) {
        Pid process = node.start(new ShellPresence(), StartOptions.named(PROCESS)).pidOrExit();
        var _ =
                ExitWatch.on(
                        process,
                        new ExitWatch.Listener() {
                            @Override
                            public void exited(Pid pid, ExitReason reason) {
                                close();
                            }

                            @Override
                            public void told(Pid pid) {}
                        });
    }

    /// The process that shows in the tree that a shell is open on the node, and ends with the node.
    private static final class ShellPresence extends GenServer<Boolean, Request<?>, Void> {
        @Override
        protected InitResult<Boolean> init() {
            return ok(true);
        }
    }

    /// The name under which shells attach.
    public String name() {
        return server.name().text();
    }

    /// Ends all visits, and lets no other begin. The node goes on; the job system ends in order,
    /// within five seconds, if it came with the shell. Only the first call does this.
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            server.endVisits("the application '" + name() + "' has closed its shell");
            server.close();
            end.run();
            log.close();
        }
    }
}
