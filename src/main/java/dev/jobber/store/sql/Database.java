package dev.jobber.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.jobber.store.sql.Availability.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A database, and the threads that talk to it. No other thread waits for the database itself: work
/// is handed in, and its answer comes as a future.
///
/// One thread writes. What has been handed in while it was busy is written in one transaction, so
/// many small changes cost one commit. Each has a savepoint, so one that fails takes no other with
/// it. What fails because the database is away is done again until it is back, or too late. What
/// finds no room is refused, unless it must be written: then it is tried again.
public final class Database implements AutoCloseable {
    /// How many changes share a transaction at most.
    private static final int BATCH = 64;

    private static final int READERS = 2;

    /// How long a connection may take to come.
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /// How long closing waits for the database.
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /// For what must be written: it is tried for as long as the program runs.
    public static final Duration ALWAYS = Duration.ofDays(10_000);

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

    /// A node that stands still in the middle of a transaction would keep its rows locked, and no
    /// other node could take its jobs: the server ends such a transaction after 2 s. Not a
    /// parameter of the connection, for poolers refuse those.
    private static final String NO_LONG_PAUSE = "SET idle_in_transaction_session_timeout = 2000";

    private static HikariConfig config(Address address) {
        var config = new HikariConfig();
        config.setPoolName("jobber-store");
        config.setMaximumPoolSize(1 + READERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setDataSource(Connections.of(address));
        if (address instanceof Address.Server) {
            config.setConnectionInitSql(NO_LONG_PAUSE);
        }
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
        return change(work, most, answer -> {});
    }

    /// The same, for what must be known here at once.
    ///
    /// @param committed told the answer as soon as it is committed, before anything else is
    ///   changed; also when the caller waits no more. It must not wait
    public <T> CompletableFuture<T> change(Work<T> work, Duration most, Consumer<T> committed) {
        return changes.add(
                new Task<>(
                        work, System.nanoTime() + most.toNanos(), most.equals(ALWAYS), committed));
    }

    /// Asks something.
    ///
    /// @param most how long that is worth doing; later it fails with [UnavailableException]
    public <T> CompletableFuture<T> ask(Work<T> work, Duration most) {
        return questions.add(
                new Task<>(work, System.nanoTime() + most.toNanos(), false, answer -> {}));
    }

    /// Connects anew from now on.
    public void renew() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    // ---- the threads

    private void write() {
        List<Task<?>> batch = new ArrayList<>();
        while (!changes.hasEnded() || !changes.isEmpty() || !batch.isEmpty() && !isOver()) {
            try {
                if (batch.isEmpty()) {
                    changes.take(batch, BATCH);
                } else {
                    Thread.sleep(PAUSE);
                    changes.poll(batch, BATCH);
                }
                batch.removeIf(task -> !task.isWanted());
                changeAll(batch);
            } catch (InterruptedException foreign) {
                batch.forEach(task -> task.fail(foreign));
                batch.clear();
            }
        }
        batch.forEach(task -> task.fail(new UnavailableException("the store is closed")));
    }

    /// Until it has been done, or all of it is too late. What must be written and finds no room is
    /// left in the batch.
    private void changeAll(List<Task<?>> batch) throws InterruptedException {
        while (!batch.isEmpty()) {
            try {
                boolean committed = change(batch);
                availability.here(Side.WRITING);
                if (committed) {
                    tell(batch);
                }
                batch.removeIf(task -> !task.isWanted());
            } catch (Doubt doubt) {
                if (wasCommitted(doubt)) {
                    tell(batch);
                }
                batch.forEach(Task::rolledBack);
            } catch (SQLException failed) {
                batch.forEach(Task::rolledBack);
                if (!dialect.isPassing(failed)) {
                    batch.forEach(task -> task.fail(failed));
                    batch.clear();
                    return;
                }
                availability.away(Side.WRITING, String.valueOf(failed.getMessage()));
                if (dialect.isFull(failed)) {
                    findRoom(batch, failed);
                    return;
                }
                dropLate(batch, failed);
                if (!batch.isEmpty()) {
                    Thread.sleep(PAUSE);
                    batch.removeIf(task -> !task.isWanted());
                }
            }
        }
    }

    private static void tell(List<Task<?>> batch) {
        batch.forEach(Task::tell);
        batch.clear();
    }

    /// There is no room for all of it. There may be for each alone, but for one that is large; and
    /// a caller is told at once.
    private void findRoom(List<Task<?>> batch, SQLException failed) throws InterruptedException {
        if (batch.size() == 1) {
            batch.removeIf(task -> {
                boolean isOver = !task.mustBeDone() || isOver();
                if (isOver) {
                    task.fail(new UnavailableException(String.valueOf(failed.getMessage())));
                }
                return isOver;
            });
            return;
        }
        for (Task<?> task : List.copyOf(batch)) {
            List<Task<?>> alone = new ArrayList<>(List.of(task));
            changeAll(alone);
            if (alone.isEmpty()) {
                batch.remove(task);
            }
        }
    }

    private void dropLate(List<Task<?>> batch, SQLException failed) {
        batch.removeIf(task -> {
            if (task.isLate() || isOver()) {
                task.fail(new UnavailableException(String.valueOf(failed.getMessage())));
                return true;
            }
            return false;
        });
    }

    private boolean isOver() {
        return changes.hasEnded() && System.nanoTime() - closingEnds >= 0;
    }

    /// The connection was lost in the commit of a transaction of this number.
    private static final class Doubt extends SQLException {
        private static final long serialVersionUID = 1L;

        final long number;

        Doubt(long number, SQLException cause) {
            super(cause.getMessage(), cause.getSQLState(), cause);
            this.number = number;
        }
    }

    /// Asks until it is known what came of a commit. Doing the work again could do it twice, and
    /// what it has got would be lost to this node.
    private boolean wasCommitted(Doubt doubt) throws InterruptedException {
        availability.away(Side.WRITING, String.valueOf(doubt.getMessage()));
        while (!isOver()) {
            try (Connection connection = pool.getConnection()) {
                Optional<Boolean> known =
                        new Transaction(connection, dialect).wasCommitted(doubt.number);
                availability.here(Side.WRITING);
                if (known.isPresent()) {
                    return known.get();
                }
            } catch (SQLException failed) {
                availability.away(Side.WRITING, String.valueOf(failed.getMessage()));
            }
            Thread.sleep(PAUSE);
        }
        return false;
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
                OptionalLong number = transaction.number();
                for (Task<?> task : batch) {
                    if (!task.beginCommit()) {
                        frame.rollBack(new UnavailableException("a caller has given up"));
                        batch.forEach(Task::rolledBack);
                        return false;
                    }
                }
                commit(frame, number);
            } catch (Doubt doubt) {
                throw doubt;
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

    private void commit(Frame frame, OptionalLong number) throws SQLException {
        try {
            frame.commit();
        } catch (SQLException failed) {
            if (number.isPresent() && dialect.isPassing(failed)) {
                throw new Doubt(number.getAsLong(), failed);
            }
            throw failed;
        }
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
