package dev.jobber.shell.session;

import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.kind.code.CodeHost;
import dev.jobber.job.kind.program.Programs;
import dev.jobber.job.schedule.Scheduler;
import dev.jobber.observer.Observer;
import dev.jobber.shell.log.LogGateway;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.syntax.TextEncoding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/// What all sessions on one tree share: the processes and jobs, the definitions, what starts
/// programs and runs code, and the log. Jobs have the environment and the folder of the program in
/// which the tree runs, whichever session starts them.
public final class SharedTree {
    private final Observer observer;
    private final SessionEnvironment home;
    private final Definitions definitions = new Definitions();
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private Optional<Programs> programs = Optional.empty();
    private Optional<CodeHost> code = Optional.empty();
    private Optional<Scheduler> scheduler = Optional.empty();
    private final TreeSchedules schedules = new TreeSchedules(this::scheduler, this::opening);
    private volatile Optional<Application> application = Optional.empty();
    private volatile Visitors visitors = Visitors.NONE;
    private volatile Optional<StoreOpening> store = Optional.empty();
    private volatile boolean startsDurable;

    /// A tree that one session works on so far.
    ///
    /// @param home what the program has in which the tree runs
    public SharedTree(Observer observer, SessionEnvironment home) {
        this.observer = observer;
        this.home = home;
    }

    /// The processes and jobs.
    public Observer observer() {
        return observer;
    }

    /// Where the lines of processes go, whichever session has started them.
    public LogGateway log() {
        return home.log();
    }

    /// The jobs that are defined.
    public Definitions definitions() {
        return definitions;
    }

    /// The application that the tree belongs to; empty if it belongs to a shell.
    public Optional<Application> application() {
        return application;
    }

    /// The tree belongs to this application.
    public void application(Application owner) {
        application = Optional.of(owner);
    }

    /// An application with a node, to which a shell can attach.
    ///
    /// @param name under which it attaches
    /// @param commands its own commands
    public record Application(String name, List<CommandGroup> commands) {
        public Application {
            commands = List.copyOf(commands);
        }
    }

    /// The terminals that are attached.
    public Visitors visitors() {
        return visitors;
    }

    /// Others can attach from now on.
    public void visitors(Visitors newVisitors) {
        visitors = newVisitors;
    }

    /// Whether there are jobs that outlive the JVM.
    public boolean hasStore() {
        return store.isPresent();
    }

    /// Jobs that outlive the JVM; empty without a store. A store that is being opened is waited for
    /// up to 5 s.
    ///
    /// @throws dev.jobber.job.durable.StoreException if it is not open by then
    public Optional<DurableJobs> store() {
        return store.map(StoreOpening::get);
    }

    /// The store, even if it is not open yet.
    public Optional<StoreOpening> opening() {
        return store;
    }

    /// From now on there is a store, and starts go into it.
    public void store(StoreOpening jobs) {
        store = Optional.of(jobs);
        startsDurable = true;
    }

    /// Whether starts go into the store unless they say otherwise.
    boolean startsDurable() {
        return startsDurable;
    }

    /// Has starts go into the store from now on, or not.
    void startsDurable(boolean all) {
        startsDurable = all;
    }

    /// Starts programs of the operating system.
    synchronized Programs programs() {
        Programs starter =
                programs.orElseGet(() ->
                        Programs.forMany(
                                home.environment(),
                                home.directory(),
                                TextEncoding.of(home.environment())::encode));
        programs = Optional.of(starter);
        return starter;
    }

    /// Runs code of jobs.
    synchronized CodeHost code() {
        CodeHost host = code.orElseGet(() -> new CodeHost(observer.jobber()));
        code = Optional.of(host);
        return host;
    }

    /// What still runs of jobs that were told to end, by id.
    synchronized Map<String, String> lingering() {
        return code.map(CodeHost::lingering).orElse(Map.of());
    }

    /// Starts jobs at times.
    TreeSchedules schedules() {
        return schedules;
    }

    /// The schedules that end with the program.
    private synchronized Scheduler scheduler() {
        Scheduler made =
                scheduler.orElseGet(() ->
                        new Scheduler(
                                observer.jobber(),
                                new Random(),
                                event -> log().log(LogLevel.of(event.level()), event.message())));
        scheduler = Optional.of(made);
        return made;
    }

    /// The one object of a type that all sessions use; made when it is first asked for.
    public synchronized <T> T part(Class<T> type, Supplier<T> made) {
        return type.cast(parts.computeIfAbsent(type, _ -> made.get()));
    }
}
