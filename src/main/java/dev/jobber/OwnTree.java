package dev.jobber;

import dev.jobber.attach.TreeSocket;
import dev.jobber.attach.server.TreeServer;
import dev.jobber.shell.Shell;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.script.RcLookup;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.SharedTree;
import dev.jobber.shell.syntax.TextEncoding;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A run with a tree of its own: it starts the tree, lets others attach to it, and ends it.
final class OwnTree implements RunTree {
    private final Host host;
    private final Options options;
    private final Frontend frontend;
    private final ExitRequest exit;
    private final Belongings belongings;
    private final SharedTree tree;
    private Optional<TreeServer> server = Optional.empty();
    private boolean hasEnded;
    private volatile String reason = "its own terminal or script has ended";

    /// What comes and goes with the tree.
    ///
    /// @param socket where others attach to the tree, if they may
    /// @param recording what is written to a file at its end, if that is wanted
    record Belongings(Optional<TreeSocket> socket, Optional<FlightFile> recording) {
        static final Belongings NONE = new Belongings(Optional.empty(), Optional.empty());
    }

    /// Starts the tree.
    OwnTree(
            Host host,
            Options options,
            Frontend frontend,
            ExitRequest exit,
            Belongings belongings) {
        this.host = host;
        this.options = options;
        this.frontend = frontend;
        this.exit = exit;
        this.belongings = belongings;
        tree = new SharedTree(Engine.start(host, frontend.log()), host.session(frontend));
    }

    @Override
    public SharedTree tree() {
        return tree;
    }

    @Override
    public void findRc(Shell shell) {
        if (options.rc.none) {
            return;
        }
        Host.Place place = host.place();
        options.rc
                .file
                .or(() -> new RcLookup(place.environment(), place.directory()).find())
                .ifPresent(rc ->
                        shell.files()
                                .rc(
                                        TextEncoding.of(place.environment())
                                                .path(place.directory(), rc),
                                        rc));
    }

    @Override
    public boolean runsRc() {
        return true;
    }

    @Override
    public String greeting() {
        return "no rc file; 'help' lists the commands";
    }

    /// Others may attach from now on, and a reader may no longer change the tree.
    @Override
    public void begin(Session session, Shell shell, Consumer<Duration> end) {
        session.role(new Session.Role("", false, options.readOnly, Session.Watch.NONE));
        belongings.socket.ifPresent(
                socket -> listen(socket, shell, (who, timeout) -> shutDown(who, timeout, end)));
    }

    private synchronized void listen(
            TreeSocket socket, Shell shell, BiConsumer<String, Optional<Duration>> shutDown) {
        if (hasEnded) {
            return; // a signal has come while the rc file ran
        }
        var attaching = new Attaching(host, tree, shell, shutDown);
        var opened = TreeServer.open(socket, attaching);
        attaching.server(opened);
        tree.visitors(attaching);
        server = Optional.of(opened);
    }

    /// A visitor, or `jobber shutdown`, ends the tree and this process.
    private void shutDown(String who, Optional<Duration> timeout, Consumer<Duration> end) {
        endsBecause("shutdown by " + who);
        frontend.log().log(LogLevel.INFO, reason);
        exit.with(0);
        end.accept(timeout.orElse(options.shutdownTimeout.most()));
        host.hooks().exit().accept(0);
    }

    @Override
    public void endsBecause(String newReason) {
        reason = newReason;
    }

    private synchronized Optional<TreeServer> last() {
        hasEnded = true;
        return server;
    }

    @Override
    public void end(Session session, Duration timeout) {
        Optional<TreeServer> opened = last();
        opened.ifPresent(it -> it.endVisits("the tree '" + it.name() + "' has ended: " + reason));
        new TreeEnd(tree, session, frontend.log()).within(timeout);
        opened.ifPresent(TreeServer::close);
        if (belongings.recording.isPresent()) { // no lambda, which would load its class
            belongings.recording.get().close();
        }
    }
}
