package dev.jobber;

import dev.jobber.attach.Hello;
import dev.jobber.attach.WindowSize;
import dev.jobber.attach.server.TreeServer;
import dev.jobber.attach.server.Visit;
import dev.jobber.job.JobHandle;
import dev.jobber.shell.Shell;
import dev.jobber.shell.session.SharedTree;
import dev.jobber.shell.session.Visitors;
import dev.jobber.shell.syntax.TextEncoding;
import dev.jobber.shell.terminal.EndSignal;
import dev.jobber.shell.terminal.RemoteTerminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/// Lets others attach to the tree of a run: gives each visit a run of the program of its own, on
/// the same tree.
final class Attaching implements TreeServer.Tree, Visitors {
    private final Host host;
    private final SharedTree tree;
    private final Shell home;
    private final BiConsumer<String, Optional<Duration>> shutDown;
    private final AtomicReference<Optional<TreeServer>> server =
            new AtomicReference<>(Optional.empty());

    /// @param home the shell of the run that has the tree
    /// @param shutDown ends the tree and this process: who asks for it, and how long it may take
    Attaching(
            Host host,
            SharedTree tree,
            Shell home,
            BiConsumer<String, Optional<Duration>> shutDown) {
        this.host = host;
        this.tree = tree;
        this.home = home;
        this.shutDown = shutDown;
    }

    /// The visits are those of this server.
    void server(TreeServer newServer) {
        server.set(Optional.of(newServer));
    }

    @Override
    public int jobs() {
        return (int)
                tree.observer().jobber().jobs().stream()
                        .map(JobHandle::info)
                        .filter(job -> !job.status().isEnd())
                        .count();
    }

    @Override
    public int run(Visit visit) {
        var attached =
                new Attached(
                        visit, tree, server.get().map(it -> it.name().text()).orElse(""), home);
        return new Program(host(visit), Optional.of(attached)).run(visit.hello().words());
    }

    /// The machine of this program, with the streams and the place of the client.
    private Host host(Visit visit) {
        Hello hello = visit.hello();
        Map<String, String> environment = hello.place().environment();
        var notice = new AtomicReference<Optional<String>>(Optional.empty());
        var shell = Thread.currentThread();
        return new Host(
                new Host.Streams(
                        visit.input(),
                        visit.output(),
                        visit.error(),
                        new Host.AreTerminals(
                                hello.terminal().streams()::in,
                                hello.terminal().streams()::out,
                                hello.terminal().streams()::err)),
                new Host.Place(
                        environment,
                        TextEncoding.of(environment).path(Path.of("/"), hello.place().directory())),
                host.machine(),
                new Host.Hooks(
                        host.hooks().events(),
                        (_, end) ->
                                visit.onEnd(() -> {
                                    shell.interrupt();
                                    end.accept(EndSignal.HUP);
                                }),
                        colour ->
                                RemoteTerminal.open(
                                        environment,
                                        colour,
                                        new VisitTerminal(visit),
                                        sentence -> notice.set(Optional.of(sentence))),
                        notice::get,
                        _ -> {}));
    }

    @Override
    public Optional<String> refusesShutdown() {
        return tree.application()
                .map(it ->
                        "the tree '"
                                + it.name()
                                + "' belongs to an application, which has to end it itself");
    }

    @Override
    public void shutDown(String who, Optional<Duration> timeout) {
        shutDown.accept(who, timeout);
    }

    @Override
    public List<Visitor> all() {
        return server.get().stream()
                .flatMap(it -> it.visits().stream())
                .map(Attaching::visitor)
                .toList();
    }

    private static Visitor visitor(Visit visit) {
        Hello hello = visit.hello();
        String tty = hello.terminal().name();
        return new Visitor(
                visit.id(),
                new From(
                        tty.isEmpty() ? Optional.empty() : Optional.of(tty),
                        TreeServer.user(hello)),
                visit.age(),
                visit.mode(),
                visit.command());
    }

    @Override
    public boolean kick(int id, String why) {
        Optional<Visit> found =
                server.get().stream()
                        .flatMap(it -> it.visits().stream())
                        .filter(visit -> visit.id() == id)
                        .findFirst();
        found.ifPresent(visit -> visit.end(1, why));
        return found.isPresent();
    }

    @Override
    public void shutDown(String who) {
        Thread.ofPlatform()
                .daemon()
                .name("jobber-shutdown")
                .start(() -> shutDown(who, Optional.empty()));
    }

    /// The terminal of a visit.
    private record VisitTerminal(Visit visit) implements RemoteTerminal.Client {
        @Override
        public OutputStream output() {
            return visit.output();
        }

        @Override
        public InputStream lines() {
            return visit.input();
        }

        @Override
        public int[] size() {
            WindowSize size = visit.hello().terminal().size();
            return new int[] {size.columns(), size.rows()};
        }

        @Override
        public void sendsKeysTo(RemoteTerminal terminal) {
            visit.keys(
                    new Visit.Keys() {
                        @Override
                        public void typed(byte[] bytes) {
                            terminal.typed(bytes);
                        }

                        @Override
                        public void interrupt() {
                            terminal.interrupt();
                        }

                        @Override
                        public void resized(int columns, int rows) {
                            terminal.resized(columns, rows);
                        }

                        @Override
                        public void continued() {
                            terminal.continued();
                        }

                        @Override
                        public void end() {
                            terminal.end();
                        }
                    });
        }

        @Override
        public void onInterrupt(Runnable what) {
            visit.onInterrupt(what);
        }

        @Override
        public void suspend() {
            visit.suspend();
        }

        @Override
        public void requestSuspension() {
            visit.requestSuspension();
        }

        @Override
        public void hold(boolean isHeld) {
            visit.hold(isHeld);
        }
    }
}
