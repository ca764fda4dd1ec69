package dev.jobber.store;

import dev.jobber.job.JobHandle;
import dev.jobber.job.Jobber;
import dev.jobber.otp.ChildSpec;
import dev.jobber.otp.Down;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.MonitorRef;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.Supervisor;
import java.time.Duration;
import java.util.List;

/// The processes of the store, under one supervisor beside JobRunner:
///
/// ```
/// Jobber.Store (rest_for_one)
/// ├── Store.Pool       connects anew when it is started again
/// ├── Store.Heartbeat  tells the store that this node lives, and takes the jobs of those that do not
/// ├── Store.Poller     takes jobs that wait
/// ├── Store.Writer     writes the ends of jobs
/// ├── Store.Schedules  starts runs of schedules that are due
/// ├── Store.Names      frees the names of processes that have ended
/// └── Store.Janitor    removes what is too old
/// ```
///
/// They keep nothing: what this node has stands in [OwnedJobs]. So each may crash, and all of them,
/// without touching a job.
final class StoreTree {
    static final String SUPERVISOR = "Jobber.Store";
    static final String POOL = "Store.Pool";
    static final String HEARTBEAT = "Store.Heartbeat";
    static final String POLLER = "Store.Poller";
    static final String WRITER = "Store.Writer";
    static final String SCHEDULES = "Store.Schedules";
    static final String NAMES = "Store.Names";
    static final String JANITOR = "Store.Janitor";

    private static final List<String> ALL =
            List.of(POOL, HEARTBEAT, POLLER, WRITER, SCHEDULES, NAMES, JANITOR);

    private static final Duration ORPHANS_END_WITHIN = Duration.ofSeconds(5);

    /// How often jobs are looked for that other nodes have let wait: 500 ms.
    private static final Duration POLL = Duration.ofMillis(500);

    /// What is left over is looked for as often: 1 s.
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private StoreTree() {}

    /// What is done for jobs.
    interface Engine {
        /// Connects anew from now on.
        void renew();

        /// Tells the store that this node lives.
        void beat();

        /// How often.
        Duration beatEvery();

        /// Takes jobs that wait.
        void look();

        /// A job of this node has ended.
        void ended(JobHandle job);

        /// Looks for ends that no process was told of.
        void sweep();
    }

    /// What the processes do.
    ///
    /// @param schedules starts runs that are due
    /// @param housekeeping removes what is too old
    record Duties(Engine engine, Runnable schedules, StoredNames names, Runnable housekeeping) {}

    static ChildSpec of(Duties duties, Jobber jobber) {
        Engine engine = duties.engine();
        List<ChildSpec> children =
                List.of(
                        child(
                                POOL,
                                new StoreServer.Duties() {
                                    @Override
                                    public void begin() {
                                        engine.renew();
                                    }

                                    @Override
                                    public Duration pause() {
                                        return Duration.ofHours(1);
                                    }
                                }),
                        child(
                                HEARTBEAT,
                                new StoreServer.Duties() {
                                    @Override
                                    public void tick() {
                                        engine.beat();
                                    }

                                    @Override
                                    public Duration pause() {
                                        return engine.beatEvery();
                                    }
                                }),
                        child(
                                POLLER,
                                new StoreServer.Duties() {
                                    @Override
                                    public void tick() {
                                        engine.look();
                                    }

                                    @Override
                                    public Duration pause() {
                                        return POLL;
                                    }
                                }),
                        child(
                                WRITER,
                                new StoreServer.Duties() {
                                    @Override
                                    public void begin() {
                                        jobber.tellOfEnds(jobber.node().named(WRITER));
                                        engine.sweep();
                                    }

                                    @Override
                                    public void tick() {
                                        engine.sweep();
                                    }

                                    @Override
                                    public void ended(JobHandle job) {
                                        engine.ended(job);
                                    }

                                    @Override
                                    public Duration pause() {
                                        return SWEEP;
                                    }
                                }),
                        every(SCHEDULES, StoredSchedules.LOOK, duties.schedules()),
                        child(NAMES, watching(duties.names())),
                        every(JANITOR, Housekeeping.EVERY, duties.housekeeping()));
        return ChildSpec.supervisor(
                SUPERVISOR,
                () -> {
                    ALL.forEach(StoreTree::awaitEnd);
                    return Supervisor.startLink(
                            () ->
                                    new Supervisor.Init.Spec(
                                            Supervisor.Flags.of(Supervisor.Strategy.REST_FOR_ONE),
                                            children),
                            StartOptions.named(SUPERVISOR));
                });
    }

    /// The children of a supervisor that was killed end by themselves, and keep their names until
    /// then. A start before that would fail, again and again, and end the whole tree of jobs.
    private static void awaitEnd(String name) {
        Process.whereis(name)
                .ifPresent(orphan -> {
                    MonitorRef end = Process.monitor(orphan);
                    if (Process.receive(
                                    message ->
                                            message instanceof Down down && down.ref().equals(end),
                                    ORPHANS_END_WITHIN)
                            .isEmpty()) {
                        Process.demonitor(end);
                    }
                });
    }

    private static StoreServer.Duties watching(StoredNames names) {
        return new StoreServer.Duties() {
            @Override
            public void begin() {
                names.watch();
            }

            @Override
            public void down(Pid pid) {
                names.ended(pid);
            }

            @Override
            public Duration pause() {
                return Duration.ofHours(1);
            }
        };
    }

    /// A process that does something now and then.
    private static ChildSpec every(String name, Duration pause, Runnable work) {
        return child(
                name,
                new StoreServer.Duties() {
                    @Override
                    public void tick() {
                        work.run();
                    }

                    @Override
                    public Duration pause() {
                        return pause;
                    }
                });
    }

    private static ChildSpec child(String name, StoreServer.Duties duties) {
        return ChildSpec.worker(
                name, () -> GenServer.startLink(new StoreServer(duties), StartOptions.named(name)));
    }
}
