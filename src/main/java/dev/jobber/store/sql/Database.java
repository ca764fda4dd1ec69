package dev.jobber.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.jobber.store.sql.Availability.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A database, and the threads that talk to it. No other thread waits for the database itself: work
/// is handed in, and its answer comes as a future.
///
/// One thread writes. What has been handed in while it was busy is written in one transaction, so
/// many small changes cost one commit. Each has a savepoint, so one that fails takes no other with
/// it. What fails because the database is away is done again until it is back, or too late.
public final class Database implements AutoCloseable {
    /// How many changes share a transaction at most.
    private static final int BATCH = 64;

    private static final int READERS = 2;

    /// How long a connection may take to come.
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /// How long closing waits for the database.
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Dialect dialect;
    private final HikariDataSource pool;
    private final Availability availability;
    private final TaskQueue changes = new TaskQueue();
    private final TaskQueue questions = new TaskQueue();
    private final Thread writer = thread("jobber-store-writer", this::write);
    private final List<Thread> readers = new ArrayList<>();

    /// When closing gives up, on [System#nanoTime()]; counts while it closes.
    private volatile long closingEnds;

    private Database(Address address, HikariDataSource pool, Availability availability) {
        this.dialect = address.dialect();
        this.pool = pool;
        this.availability = availability;
        writer.start();
        for (int i = 0; i < READERS; i++) {
            Thread reader = thread("jobber-store-reader-" + i, this::read);
            readers.add(reader);
            reader.start();
        }
    }

    /// Platform threads: a driver in C holds the thread that calls it.
    private static Thread thread(String name, Runnable loop) {
        return Thread.ofPlatform().daemon().name(name).unstarted(loop);
    }

    /// Opens a database. Connects when that is first needed.
    public static Database open(Address address, Availability availability) {
        return new Database(address, new HikariDataSource(config(address)), availability);
    }

    private static HikariConfig config(Address address) {
        var config = new HikariConfig();
        config.setPoolName("jobber-store");
        config.setMaximumPoolSize(1 + READERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setDataSource(Connections.of(address));
        return config;
    }

    /// Which database it is.
    public Dialect dialect() {
        return dialect;
    }

    /// Has something done that changes rows, in the order of these calls.
    ///
    /// @param most how long it is worth doing; later it fails with [UnavailableException]
    public <T> CompletableFuture<T> change(Work<T> work, Duration most) {
        return changes.add(new Task<>(work, System.nanoTime() + most.toNanos()));
    }

    /// Asks something.
    ///
    /// @param most how long that is worth doing; later it fails with [UnavailableException]
    public <T> CompletableFuture<T> ask(Work<T> work, Duration most) {
        return questions.add(new Task<>(work, System.nanoTime() + most.toNanos()));
    }

    /// Connects anew from now on.
    public void renew() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    // ---- the threads

    private void write() {
        List<Task<?>> batch = new ArrayList<>();
        while (!changes.hasEnded() || !changes.isEmpty()) {
            try {
                changes.take(batch, BATCH);
                batch.removeIf(task -> !task.isWanted());
                changeAll(batch);
            } catch (InterruptedException foreign) {
                batch.forEach(task -> task.fail(foreign));
            } finally {
                batch.clear();
            }
        }
    }

    /// Until it has been done, or all of it is too late.
    private void changeAll(List<Task<?>> batch) throws InterruptedException {
        while (!batch.isEmpty()) {
            try {
                boolean committed = change(batch);
                availability.here(Side.WRITING);
                if (committed) {
                    batch.forEach(Task::tell);
                    return;
                }
                batch.removeIf(task -> !task.isWanted());
            } catch (SQLException failed) {
                if (!dialect.isPassing(failed)) {
                    batch.forEach(task -> task.fail(failed));
                    return;
                }
                availability.away(Side.WRITING, String.valueOf(failed.getMessage()));
                dropLate(batch, failed);
                if (!batch.isEmpty()) {
                    Thread.sleep(PAUSE);
                    batch.removeIf(task -> !task.isWanted());
                }
            }
        }
    }

    private void dropLate(List<Task<?>> batch, SQLException failed) {
        batch.removeIf(task -> {
            if (task.isLate() || changes.hasEnded() && System.nanoTime() - closingEnds >= 0) {
                task.fail(new UnavailableException(String.valueOf(failed.getMessage())));
                return true;
            }
            return false;
        });
    }

    /// A caller may give up while the thread waits for the connection or does the work. Work that
    /// its caller has given up is not begun, and not committed.
    ///
    /// @return false if a caller has given up, and nothing has been committed
    private boolean change(List<Task<?>> batch) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            batch.removeIf(task -> !task.isWanted());
            if (batch.isEmpty()) {
                return true;
            }
            var frame = new Frame(connection, dialect);
            frame.begin();
            var transaction = new Transaction(connection, dialect);
            try {
                if (batch.size() == 1) {
                    batch.getFirst().run(transaction);
                } else {
                    for (Task<?> task : List.copyOf(batch)) {
                        besides(task, transaction, frame, batch);
                    }
                }
                if (!batch.stream().allMatch(Task::isWanted)) {
                    frame.rollBack(new UnavailableException("a caller has given up"));
                    return false;
                }
                frame.commit();
            } catch (SQLException | Error failed) {
                frame.rollBack(failed);
                throw failed;
            } catch (RuntimeException refused) {
                frame.rollBack(refused);
                batch.removeFirst().fail(refused); // the only one: see besides
            }
        }
        return true;
    }

    /// One that fails by itself is undone and told; the others go on.
    private void besides(Task<?> task, Transaction transaction, Frame frame, List<Task<?>> batch)
            throws SQLException {
        frame.mark();
        try {
            task.run(transaction);
            frame.forgetMark();
        } catch (SQLException failed) {
            if (dialect.isPassing(failed)) {
                throw failed;
            }
            frame.backToMark();
            batch.remove(task);
            task.fail(failed);
        } catch (RuntimeException refused) {
            frame.backToMark();
            batch.remove(task);
            task.fail(refused);
        }
    }

    private void read() {
        List<Task<?>> next = new ArrayList<>();
        while (!questions.hasEnded()) {
            try {
                questions.take(next, 1);
                Task<?> task = next.getFirst();
                while (task.isWanted() && !answered(task)) {
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException closing) {
                // The loop ends.
            } finally {
                next.clear();
            }
        }
    }

    /// @return false if it is to be tried again
    private boolean answered(Task<?> task) {
        try (Connection connection = pool.getConnection()) {
            task.run(new Transaction(connection, dialect));
            task.tell();
            availability.here(Side.READING);
            return true;
        } catch (SQLException failed) {
            boolean again = dialect.isPassing(failed) && !task.isLate() && !questions.hasEnded();
            if (dialect.isPassing(failed)) {
                availability.away(Side.READING, String.valueOf(failed.getMessage()));
            }
            if (!again) {
                task.fail(
                        dialect.isPassing(failed)
                                ? new UnavailableException(String.valueOf(failed.getMessage()))
                                : failed);
            }
            return !again;
        } catch (RuntimeException refused) {
            task.fail(refused);
            return true;
        }
    }

    /// Writes what has been handed in, as far as the database answers within 3 s, and closes the
    /// connections.
    @Override
    public void close() {
        closingEnds = System.nanoTime() + CLOSING.toNanos();
        changes.end();
        questions.end();
        readers.forEach(Thread::interrupt);
        try {
            writer.join(CLOSING.plus(CONNECT));
            for (Thread reader : readers) {
                reader.join(CONNECT);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        pool.close();
        changes.failRest();
        questions.failRest();
    }
}
