package dev.jobber.store;

import dev.jobber.job.JobHandle;
import dev.jobber.job.Jobber;
import dev.jobber.job.durable.Order;
import dev.jobber.job.durable.StoreException;
import dev.jobber.job.durable.StoredJob;
import dev.jobber.otp.ExitException;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.store.sql.Database;
import dev.jobber.store.table.OrderRows;
import dev.jobber.store.table.Owner;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongFunction;

/// What nodes ask of one another: to do something with a job that the other one runs.
final class Orders {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration TRIED = Duration.ofMinutes(1);

    private final Database database;
    private final NodeState state;

    Orders(Database database, NodeState state) {
        this.database = database;
        this.state = state;
    }

    /// Asks the node that runs a job, and waits for its answer.
    String ask(StoredJob job, Order order, Duration timeout) {
        Optional<Long> number =
                Answers.of(
                        database.change(
                                transaction ->
                                        OrderRows.ask(transaction, job.number(), order.toString()),
                                Answers.TRIED));
        if (number.isEmpty()) {
            throw new StoreException(
                    "noproc",
                    job.id() + " does not run any more",
                    "'job " + job.id() + "' shows it");
        }
        try {
            return answer(job, number.get(), order, timeout);
        } finally {
            var _ =
                    database.change(
                            transaction -> {
                                OrderRows.forget(transaction, number.get());
                                return true;
                            },
                            TRIED);
        }
    }

    private String answer(StoredJob job, long number, Order order, Duration timeout) {
        long begin = System.nanoTime();
        while (Duration.ofNanos(System.nanoTime() - begin).compareTo(timeout) < 0) {
            Optional<String> answer =
                    Answers.of(
                            database.ask(
                                    transaction -> OrderRows.answer(transaction, number),
                                    Answers.TRIED));
            if (answer.isPresent()) {
                return answer.get();
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
        throw new StoreException(
                "timeout",
                "the node "
                        + job.node().orElse("")
                        + " did not "
                        + order
                        + " "
                        + job.id()
                        + " in time",
                "it does that when it can; 'nodes' shows whether it lives");
    }

    /// Does what others have asked for.
    ///
    /// @param handles the job of the memory of a number; its value is empty where there is none
    /// @param ends hands the ends of jobs to the database. It runs before each answer, so that the
    ///   node that has asked finds the end of the job in the store when it gets the answer
    void obey(Jobber jobber, LongFunction<Optional<JobHandle>> handles, Runnable ends) {
        Owner owner = state.owner();
        var _ =
                database.change(
                                transaction -> OrderRows.take(transaction, owner),
                                state.lease().length())
                        .whenComplete((orders, problem) -> {
                            if (orders != null) {
                                orders.forEach(asked ->
                                        jobber.node()
                                                .spawn(() -> {
                                                    String done =
                                                            done(
                                                                    jobber,
                                                                    handles.apply(asked.job()),
                                                                    asked);
                                                    ends.run();
                                                    answer(asked, done);
                                                }));
                            }
                        });
    }

    private void answer(OrderRows.Asked asked, String answer) {
        var _ =
                database.change(
                        transaction -> {
                            OrderRows.answer(transaction, asked.number(), answer);
                            return true;
                        },
                        TRIED);
    }

    private String done(Jobber jobber, Optional<JobHandle> job, OrderRows.Asked asked) {
        if (job.isEmpty()) {
            return "it did not run any more";
        }
        return switch (Order.valueOf(asked.command().toUpperCase(Locale.ROOT))) {
            case STOP -> stop(jobber, job.get());
            case KILL -> kill(jobber, job.get());
            case CANCEL ->
                    jobber.cancel(job.get())
                            ? "it is cancelled"
                            : "it does not wait, so it goes on";
        };
    }

    /// Ends a job in an orderly way. The calling process waits until it is gone.
    static String stop(Jobber jobber, JobHandle job) {
        try {
            if (job.endsOnSignal()) {
                jobber.stop(job, ExitReason.SHUTDOWN, Process.INFINITY);
            } else {
                process(jobber, job).ifPresent(GenServer::stop);
            }
        } catch (ExitException gone) {
            // Then it has ended, and that is what was wanted.
        }
        return "it has ended";
    }

    static String kill(Jobber jobber, JobHandle job) {
        job.supervisorNumber().stream()
                .boxed()
                .flatMap(number -> jobber.node().pid(number).stream())
                .forEach(pid -> Process.exit(pid, ExitReason.KILL));
        return "it was sent kill";
    }

    private static Optional<Pid> process(Jobber jobber, JobHandle job) {
        return jobber.registry().flatMap(registry -> registry.whereis(job.id()));
    }
}
