package dev.jobber;

import dev.jobber.attach.server.TreeServer;
import dev.jobber.attach.server.Visit;
import dev.jobber.shell.Shell;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogThreshold;
import dev.jobber.shell.log.OwnLines;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.SharedTree;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A run on the tree that another run in this program has started. The tree outlives it.
///
/// @param attached the tree, and who visits it
record VisitedTree(Attached attached) implements RunTree {
    @Override
    public SharedTree tree() {
        return attached.tree();
    }

    /// A log of the visit's own, beside that of the tree.
    ///
    /// @param isInteractive whether it is shown where the options do not say it
    Frontend.Logs logs(boolean isInteractive) {
        LogThreshold usual = isInteractive ? LogThreshold.INFO : LogThreshold.OFF;
        return (sink, threshold) ->
                attached.tree()
                        .log()
                        .beside(sink, threshold.orElse(usual), LogGateway.Limits.OF_VISIT);
    }

    /// Shows the visit the lines of the tree's log: to a script those of its own jobs, if it wants
    /// any.
    LogGateway.Following follow(Session session, Frontend frontend, Options options) {
        var own = new OwnLines(frontend.log());
        Visit visit = attached.visit();
        session.role(
                new Session.Role(
                        TreeServer.described(visit.hello()),
                        true,
                        options.readOnly,
                        new Session.Watch() {
                            @Override
                            public void runs(Supplier<String> command) {
                                visit.command(Optional.of(command.get()));
                                own.running(true);
                            }

                            @Override
                            public void idles() {
                                visit.command(Optional.empty());
                                own.running(false);
                            }

                            @Override
                            public void started(String word) {
                                own.started(word);
                            }
                        }));
        return switch (frontend) {
            case Frontend.Screen _ -> tree().log().follow(frontend.log().follower());
            case Frontend.Streams _ when options.logLevel.isPresent() -> tree().log().follow(own);
            case Frontend.Streams _ -> () -> {};
        };
    }

    @Override
    public void findRc(Shell shell) {
        shell.files().rcOf(attached.home().files());
    }

    @Override
    public boolean runsRc() {
        return false;
    }

    @Override
    public String greeting() {
        return "attached to '" + attached.name() + "'; quit leaves it, shutdown ends it";
    }

    @Override
    public void begin(Session session, Shell shell, Consumer<Duration> end) {}

    @Override
    public void endsBecause(String reason) {}

    @Override
    public void end(Session session, Duration timeout) {}
}
