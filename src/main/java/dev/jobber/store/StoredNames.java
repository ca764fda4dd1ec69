package dev.jobber.store;

import dev.jobber.job.Jobber;
import dev.jobber.job.durable.GlobalNames;
import dev.jobber.job.durable.StoreException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.store.sql.Database;
import dev.jobber.store.sql.Work;
import dev.jobber.store.table.NameRows;
import dev.jobber.store.table.Owner;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The names of the store that processes of this node have.
///
/// What holds at any time: a process that is in [#held] has the row of its name, or this node knows
/// that its lease has passed, and has killed the process.
final class StoredNames implements GlobalNames {
    private final Database database;
    private final NodeState state;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private volatile Optional<Node> node = Optional.empty();

    /// A name that a process of this node has.
    ///
    /// @param owner what this node was when it got the name
    private record Held(Pid pid, Owner owner) {}

    StoredNames(Database database, NodeState state) {
        this.database = database;
        this.state = state;
    }

    void begin(Jobber jobber) {
        node = Optional.of(jobber.node());
    }

    @Override
    public Optional<Holder> take(String name) {
        if (!state.lease().isHeld()) {
            throw StoreException.unavailable("this node has lost its lease");
        }
        Owner owner = state.owner();
        return change(transaction -> NameRows.take(transaction, name, owner));
    }

    @Override
    public void bind(String name, Pid pid) {
        Owner owner = state.owner();
        held.put(name, new Held(pid, owner));
        node.flatMap(it -> it.whereis(StoreTree.NAMES))
                .ifPresent(process -> Process.send(process, new StoreServer.Watch(pid)));
        boolean isBound =
                change(transaction -> NameRows.bind(transaction, name, owner, pid.toString()));
        if (!isBound) {
            Process.exit(pid, ExitReason.KILL);
            throw StoreException.unavailable("this node has lost its lease, and the name with it");
        }
    }

    @Override
    public void release(String name) {
        free(name, state.owner());
    }

    private void free(String name, Owner owner) {
        var _ =
                database.change(
                        transaction -> {
                            NameRows.release(transaction, name, owner);
                            return true;
                        },
                        Database.ALWAYS);
    }

    @Override
    public Optional<Holder> find(String name) {
        return Answers.of(
                database.ask(transaction -> NameRows.find(transaction, name), Answers.TRIED));
    }

    private <T> T change(Work<T> work) {
        return Answers.of(database.change(work, Answers.TRIED));
    }

    // ---- ends

    /// The calling process hears of the ends of all processes that have names.
    void watch() {
        held.values().forEach(each -> Process.monitor(each.pid()));
    }

    /// A process has ended.
    void ended(Pid pid) {
        held.forEach((name, each) -> {
            if (each.pid().equals(pid) && held.remove(name, each)) {
                free(name, each.owner());
            }
        });
    }

    /// The lease has passed: processes of other nodes may have these names.
    void lost() {
        held.values().forEach(each -> Process.exit(each.pid(), ExitReason.KILL));
    }

    boolean isEmpty() {
        return held.isEmpty();
    }
}
