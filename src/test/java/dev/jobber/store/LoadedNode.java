package dev.jobber.store;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A node on which jobs are started, one after the other, until it is killed or told to stop.
final class LoadedNode implements AutoCloseable {
    private final StorePeer peer;
    private final Thread starter;
    private volatile boolean stops;

    /// Starts of jobs, over all nodes.
    ///
    /// @param job makes the line that starts a job of this id
    /// @param pause how long a node waits between two starts, as `sleep` takes it
    record Load(Function<String, String> job, String pause, Starts starts) {
        Load(Function<String, String> job, String pause) {
            this(job, pause, new Starts(new AtomicInteger(), set(), set()));
        }

        private static Set<String> set() {
            return ConcurrentHashMap.newKeySet();
        }

        /// The ids of the starts that were answered.
        Collection<String> answered() {
            return starts.answered;
        }

        /// The ids of those that were refused, or whose answer never came.
        Collection<String> doubtful() {
            return starts.doubtful;
        }
    }

    /// What came of starts.
    record Starts(AtomicInteger count, Set<String> answered, Set<String> doubtful) {}

    /// @param most how many jobs are started at most
    LoadedNode(StorePeer peer, Load load, List<String> first, int most) {
        this.peer = peer;
        this.starter = Thread.ofVirtual().start(() -> work(load, first, most));
    }

    private void work(Load load, List<String> first, int most) {
        Optional<String> asked = Optional.empty();
        try {
            first.forEach(peer::ask);
            for (int i = 0; i < most && !stops; i++) {
                String id = "j" + load.starts().count().incrementAndGet();
                asked = Optional.of(id);
                boolean isStarted = peer.ask(load.job().apply(id)).startsWith("{\"ok\"");
                asked = Optional.empty();
                (isStarted ? load.answered() : load.doubtful()).add(id);
                peer.ask("sleep " + load.pause());
            }
        } catch (UncheckedIOException | AssertionError killed) {
            asked.ifPresent(load.doubtful()::add);
        }
    }

    /// Starts nothing more from now on.
    ///
    /// @return the node, for other lines
    StorePeer quiet() {
        stops = true;
        join();
        return peer;
    }

    /// Waits until all has been started, or the node is gone.
    private void join() {
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    StorePeer peer() {
        return peer;
    }

    /// Kills the node.
    void kill() {
        peer.kill();
        join();
    }

    @Override
    public void close() {
        peer.close();
        join();
    }
}
