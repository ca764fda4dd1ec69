package dev.jobber.attach.server;

import dev.jobber.attach.Frame;
import dev.jobber.attach.FrameType;
import dev.jobber.attach.Hello;
import dev.jobber.attach.Status;
import dev.jobber.attach.TreeName;
import dev.jobber.attach.TreeSocket;
import dev.jobber.attach.Version;
import dev.jobber.attach.Wire;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Listens on the socket of a tree, and gives each client a visit of its own.
///
/// A visit has three threads: one reads from the client, one runs its shell, one writes to the
/// client. So a client that sends junk, stops reading, or dies, ends its own visit and no other.
public final class TreeServer implements AutoCloseable {
    /// How long a client may take to introduce itself.
    private static final Duration GREETING = Duration.ofSeconds(10);

    /// How long the clients may take to read their last words.
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private static final int MOST_CONNECTIONS = 300;

    private final TreeSocket socket;
    private final Tree tree;
    private final Duration patience;
    private final long began = System.nanoTime();
    private final TreeMap<Integer, Visit> visits = new TreeMap<>();
    private final Set<Wire> connections = ConcurrentHashMap.newKeySet();
    private final Set<Wire> closers = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    1,
                    work -> Thread.ofPlatform().daemon().name("jobber-visits").unstarted(work),
                    new ThreadPoolExecutor.DiscardPolicy()); // after the end nothing comes late
    private int last;
    private Optional<String> ended = Optional.empty();

    private TreeServer(TreeSocket socket, Tree tree, Duration patience) {
        this.socket = socket;
        this.tree = tree;
        this.patience = patience;
        timer.setRemoveOnCancelPolicy(true);
    }

    /// What is attached to.
    public interface Tree {
        /// How many jobs have not ended.
        int jobs();

        /// Runs what a client wants to run.
        ///
        /// @return the client's exit code
        int run(Visit visit);

        /// Why clients may not end the tree; empty if they may.
        default Optional<String> refusesShutdown() {
            return Optional.empty();
        }

        /// Ends the tree in order. Returns when it has ended, or before.
        ///
        /// @param who asks for it
        /// @param timeout how long it may take; empty for the tree's own limit
        void shutDown(String who, Optional<Duration> timeout);
    }

    /// Listens from now on.
    public static TreeServer open(TreeSocket socket, Tree tree) {
        return open(socket, tree, Outbox.PATIENCE);
    }

    /// @param patience how long a client may take nothing while its shell waits for it
    static TreeServer open(TreeSocket socket, Tree tree, Duration patience) {
        var server = new TreeServer(socket, tree, patience);
        Thread.ofPlatform().daemon().name("jobber-server").start(server::listen);
        return server;
    }

    /// The name of the tree.
    public TreeName name() {
        return socket.name();
    }

    private void listen() {
        while (true) {
            try {
                SocketChannel channel = socket.accept();
                var wire = new Wire(channel);
                if (connections.size() >= MOST_CONNECTIONS) {
                    wire.close();
                } else {
                    connections.add(wire);
                    Thread.ofPlatform().daemon().name("jobber-visit").start(() -> serve(wire));
                }
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException scarce) {
                // No file descriptor is free, for example. The clients that are here must not
                // suffer.
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Wire wire) {
        try {
            greet(wire);
        } catch (IOException broken) {
            // The client has gone, or is none.
        } finally {
            connections.remove(wire);
            closers.remove(wire);
            wire.close();
        }
    }

    private void greet(Wire wire) throws IOException {
        Optional<Hello> greeting = hello(wire);
        if (greeting.isEmpty()) {
            return;
        }
        Hello hello = greeting.get();
        if (!hello.version().equals(Version.text())) {
            refuse(wire, versionError("'" + hello.version() + "'"));
            return;
        }
        switch (hello.purpose()) {
            case STATUS -> wire.write(status().frame());
            case SHUTDOWN -> shutDown(wire, hello);
            case RUN -> receive(wire, hello);
        }
    }

    /// What the client wants; empty if it is none of ours. The connection is closed where that is
    /// not known in time.
    private Optional<Hello> hello(Wire wire) throws IOException {
        ScheduledFuture<?> late =
                timer.schedule(wire::close, GREETING.toMillis(), TimeUnit.MILLISECONDS);
        try {
            Optional<Integer> protocol = wire.begun();
            if (protocol.isEmpty()) {
                return Optional.empty();
            }
            wire.begin();
            if (!Wire.speaks(protocol.get())) {
                refuse(wire, versionError("another version"));
                return Optional.empty();
            }
            return Optional.of(
                    Hello.of(wire.read().orElseThrow(() -> new IOException("no hello"))));
        } finally {
            late.cancel(false);
        }
    }

    private String versionError(String theirs) {
        return "the tree '"
                + socket.name()
                + "' runs '"
                + Version.text()
                + "', and this client is "
                + theirs
                + ": use the client of the tree's version, or start the tree anew";
    }

    private static void refuse(Wire wire, String sentence) throws IOException {
        wire.write(Frame.of(FrameType.REFUSED, new Frame.Ending(1, sentence)));
    }

    private Status status() {
        return new Status(
                ProcessHandle.current().pid(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
                Version.number(),
                tree.jobs(),
                visits().size());
    }

    /// The connection stays until the tree has ended; [#close()] tells the client.
    private void shutDown(Wire wire, Hello hello) throws IOException {
        Optional<String> refusal = tree.refusesShutdown();
        if (refusal.isPresent()) {
            refuse(wire, refusal.get());
            return;
        }
        Optional<Duration> timeout = hello.words().stream().findFirst().map(TreeServer::millis);
        wire.write(Frame.of(FrameType.WELCOME));
        closers.add(wire);
        Thread.ofPlatform()
                .daemon()
                .name("jobber-shutdown")
                .start(() -> tree.shutDown(described(hello), timeout));
        while (wire.read().isPresent()) {}
    }

    private static Duration millis(String text) {
        try {
            return Duration.ofMillis(Math.max(0, Long.parseLong(text)));
        } catch (NumberFormatException wrong) {
            return Duration.ZERO;
        }
    }

    /// A client, as others see it.
    public static String described(Hello hello) {
        String user = user(hello);
        String tty = hello.terminal().name();
        return tty.isEmpty() ? user : user + " on " + tty;
    }

    /// The name of the user of a client, which is the user of this program.
    public static String user(Hello hello) {
        return hello.place()
                .environment()
                .getOrDefault(
                        "USER", System.getProperty("user.name", "pid " + hello.place().pid()));
    }

    private void receive(Wire wire, Hello hello) throws IOException {
        Visit visit = begin(wire, hello);
        Thread shell =
                Thread.ofPlatform()
                        .daemon()
                        .name("jobber-visit-" + visit.id() + "-shell")
                        .unstarted(() -> run(visit));
        try {
            visit.put(Frame.of(FrameType.WELCOME));
            Thread.ofPlatform()
                    .daemon()
                    .name("jobber-visit-" + visit.id() + "-out")
                    .start(visit::send);
            visit.onEnd(() -> timer.execute(() -> leave(visit, shell)));
            shell.start();
            for (Optional<Frame> frame = wire.read(); frame.isPresent(); frame = wire.read()) {
                visit.receive(frame.get());
            }
        } finally {
            visit.gone();
            end(visit);
        }
    }

    private synchronized Visit begin(Wire wire, Hello hello) throws IOException {
        if (ended.isPresent()) {
            refuse(wire, ended.get());
            throw new IOException("ended");
        }
        last++;
        var visit = new Visit(last, hello, wire, patience);
        visits.put(last, visit);
        return visit;
    }

    private synchronized void end(Visit visit) {
        visits.remove(visit.id());
        notifyAll();
    }

    private void run(Visit visit) {
        int code = 1;
        try {
            code = tree.run(visit);
        } finally {
            visit.finish(code);
            visit.close(CLOSING);
        }
    }

    /// The shell of a visit that must end may not end: its command may not hear of the interrupt.
    private void leave(Visit visit, Thread shell) {
        var _ =
                timer.schedule(
                        () -> {
                            if (shell.isAlive()) {
                                visit.finish(1);
                                visit.close(Duration.ZERO);
                            }
                        },
                        Visit.LEAVING.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// The visits there are, in the order in which they came.
    public synchronized List<Visit> visits() {
        return List.copyOf(visits.values());
    }

    /// Ends all visits, and lets no other begin.
    ///
    /// @param sentence why, for each client
    public void endVisits(String sentence) {
        List<Visit> all;
        synchronized (this) {
            ended = ended.or(() -> Optional.of(sentence));
            all = new ArrayList<>(visits.values());
        }
        all.forEach(visit -> visit.end(1, sentence));
        awaitNoVisit();
    }

    private synchronized void awaitNoVisit() {
        long end = System.nanoTime() + CLOSING.toNanos();
        try {
            while (!visits.isEmpty() && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops listening, ends what is left, and tells those who have asked for the end.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // The files stay; the next tree of that name takes them over.
        }
        endVisits("the tree '" + socket.name() + "' has ended");
        for (Wire wire : closers) {
            try {
                wire.write(Frame.of(FrameType.END, new Frame.Ending(0, "")));
            } catch (IOException _) {
                // It did not wait.
            }
        }
        connections.forEach(Wire::close);
        timer.shutdownNow();
    }
}
