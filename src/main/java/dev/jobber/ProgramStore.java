package dev.jobber;

import dev.jobber.job.durable.DurableJobs;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.syntax.TextEncoding;
import dev.jobber.store.Stores;

/// The store of the program. This class is loaded only where a store is wanted, and with it all
/// that stores need.
final class ProgramStore {
    private final Stores.Place place;
    private final LogGateway log;

    private ProgramStore(Stores.Place place, LogGateway log) {
        this.place = place;
        this.log = log;
    }

    /// The store that is wanted, not open yet. Looks whether it can be there, as far as that is
    /// known without talking to a database.
    ///
    /// @throws dev.jobber.job.durable.StoreException if it cannot
    static ProgramStore of(Host host, Options.Store wanted, LogGateway log) {
        var encoding = TextEncoding.of(host.place().environment());
        return new ProgramStore(
                Stores.find(
                        new Stores.Wish(
                                wanted.place.orElse(""),
                                wanted.node,
                                host.place().environment(),
                                written -> encoding.path(host.place().directory(), written))),
                log);
    }

    /// Opens it. Waits for the database.
    ///
    /// @throws dev.jobber.job.durable.StoreException if it cannot be opened; then nothing was made
    DurableJobs open() {
        return Stores.open(place, (level, sentence) -> log.log(LogLevel.of(level), sentence));
    }
}
