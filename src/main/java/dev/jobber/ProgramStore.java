package dev.jobber;

import dev.jobber.job.durable.DurableJobs;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.syntax.TextEncoding;
import dev.jobber.store.Stores;

/// Opens the store of the program. This class is loaded only where a store is wanted, and with it
/// all that stores need.
final class ProgramStore {
    private ProgramStore() {}

    /// @throws dev.jobber.job.durable.StoreException if it cannot be opened
    static DurableJobs open(Host host, Options.Store wanted, LogGateway log) {
        var encoding = TextEncoding.of(host.place().environment());
        return Stores.open(
                new Stores.Wish(
                        wanted.place.orElse(""),
                        wanted.node,
                        host.place().environment(),
                        written -> encoding.path(host.place().directory(), written)),
                (level, sentence) -> log.log(LogLevel.of(level), sentence));
    }
}
