package dev.jobber;

import dev.jobber.job.durable.DurableJobs;
import dev.jobber.otp.ExitException;
import dev.jobber.shell.Shell;
import dev.jobber.shell.command.job.DurableLines;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.StoreOpening;
import dev.jobber.shell.session.StoreSettings;
import java.util.function.Consumer;

/// Opens the store of a run: before its lines, or behind a prompt, where the user need not wait for
/// it.
final class StoreStart {
    private final Session session;
    private final Shell shell;
    private final Frontend frontend;

    /// @param frontend says whether there is a prompt
    StoreStart(Session session, Shell shell, Frontend frontend) {
        this.session = session;
        this.shell = shell;
        this.frontend = frontend;
    }

    /// Opens it, or begins to.
    ///
    /// @param unusable hears, on another thread, why a store behind a prompt cannot be used
    /// @throws dev.jobber.job.durable.StoreException if the store cannot be used
    void open(ProgramStore store, Consumer<RuntimeException> unusable) {
        var opening = new StoreOpening(StoreOpening.MOST);
        session.tree().store(opening);
        StoreSettings.addTo(session);
        switch (frontend) {
            case Frontend.Streams _ -> open(store, opening);
            case Frontend.Screen _ ->
                    Thread.ofPlatform()
                            .daemon()
                            .name("jobber-store-open")
                            .start(() -> openBehind(store, opening, unusable));
        }
    }

    private void open(ProgramStore store, StoreOpening opening) {
        DurableJobs jobs;
        try {
            jobs = store.open();
        } catch (RuntimeException | Error unusable) {
            opening.failed(unusable);
            throw unusable;
        }
        try {
            jobs.begin(session.observer().jobber(), new DurableLines(session, shell.files()));
        } catch (ExitException ended) {
            // The tree has ended meanwhile; then the store is closed.
        }
        opening.opened(jobs);
    }

    private void openBehind(
            ProgramStore store, StoreOpening opening, Consumer<RuntimeException> unusable) {
        try {
            open(store, opening);
        } catch (RuntimeException why) {
            unusable.accept(why);
        } catch (Error fault) {
            unusable.accept(new IllegalStateException(fault));
        }
    }
}
