package dev.jobber.transcript;

import dev.jobber.otp.EventDelivery;
import dev.jobber.otp.ExitReason;
import dev.jobber.otp.From;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.ManualClock;
import dev.jobber.otp.Node;
import dev.jobber.otp.PartitionSupervisor;
import dev.jobber.otp.Pid;
import dev.jobber.otp.Process;
import dev.jobber.otp.Registry;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.TimerRef;
import dev.jobber.otp.Via;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Everything one scenario has: a node with a clock that stands still, and what has been seen.
final class ReplayWorld implements AutoCloseable {
    /// What a held init is known under.
    static final String INIT = ":init";

    private final ManualClock clock = new ManualClock();
    private final ReplayNames names = new ReplayNames();
    private final ReplayPrinter printer = new ReplayPrinter(names);
    private final ReplayLog logs = new ReplayLog(this);
    private final Node node =
            Node.builder().fairness(false).clock(clock).events(logs, EventDelivery.AT_ONCE).build();
    private final Pid recorder = node.start(new Recorder(this), StartOptions.NONE).pidOrExit();

    private final AtomicInteger busy = new AtomicInteger();
    private final Set<Pid> paused = ConcurrentHashMap.newKeySet();
    private final Map<Pid, String> watched = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> starts = new ConcurrentHashMap<>();
    private List<String> events = new ArrayList<>();
    private List<String> clients = new ArrayList<>();
    private List<End> ends = new ArrayList<>();

    /// Processes that wait to be released, by the name they are known under.
    private final Map<String, Pid> held = new ConcurrentHashMap<>();

    /// Bare processes, and those of them whose messages are not shown, or in order of arrival.
    private final Set<Pid> bare = ConcurrentHashMap.newKeySet();

    final Set<String> unread = ConcurrentHashMap.newKeySet();
    final Set<String> inOrder = ConcurrentHashMap.newKeySet();

    final Map<String, From> kept = new ConcurrentHashMap<>();
    final Map<String, TimerRef> timers = new ConcurrentHashMap<>();
    final Map<String, List<String>> onTerminate = new ConcurrentHashMap<>();
    final Map<String, Registry> registries = new ConcurrentHashMap<>();
    final Map<String, PartitionSupervisor> partitions = new ConcurrentHashMap<>();

    /// What events without words do: `m CONTENT`, `m enter STATE`.
    final Map<String, List<String>> scripts = new ConcurrentHashMap<>();

    private String registryInUse = "";
    private boolean sorted;

    private record End(String name, ExitReason reason) {}

    Node node() {
        return node;
    }

    ManualClock clock() {
        return clock;
    }

    ReplayNames names() {
        return names;
    }

    ReplayPrinter printer() {
        return printer;
    }

    ReplayLog logs() {
        return logs;
    }

    String print(Object value) {
        return printer.text(value);
    }

    // ---- what happens

    /// The calling process is seen from now on under this name.
    void watch(String name) {
        watch(name, Process.self());
    }

    void watch(String name, Pid pid) {
        GenServer.call(recorder, new Recorder.Watch(pid, name), Process.INFINITY);
    }

    void watched(Pid pid, String name) {
        watched.put(pid, name);
    }

    synchronized void ended(Pid pid, ExitReason reason) {
        goesOn(pid);
        Optional.ofNullable(watched.remove(pid)).ifPresent(name -> ends.add(new End(name, reason)));
    }

    synchronized void event(String line) {
        events.add(line);
    }

    void started(String name, String more) {
        watch(name);
        event("started " + name + more);
    }

    synchronized void client(String line) {
        clients.add(line);
    }

    void sort() {
        sorted = true;
    }

    /// What has happened since the last time, as it is printed.
    synchronized List<String> take() {
        List<String> lines = new ArrayList<>(sorted ? sortedRuns(events) : events);
        ends.stream()
                .map(end -> "down " + end.name() + " " + print(end.reason()))
                .sorted(ReplayPrinter.BY_CODE_POINT)
                .forEach(lines::add);
        clients.stream().sorted(ReplayPrinter.BY_CODE_POINT).forEach(lines::add);
        events = new ArrayList<>();
        ends = new ArrayList<>();
        clients = new ArrayList<>();
        return lines;
    }

    /// The same with every run of `terminated ...` sorted: OTP stops those in parallel.
    private static List<String> sortedRuns(List<String> lines) {
        List<String> all = new ArrayList<>();
        List<String> run = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("terminated ")) {
                run.add(line);
            } else {
                run.sort(ReplayPrinter.BY_CODE_POINT);
                all.addAll(run);
                run.clear();
                all.add(line);
            }
        }
        run.sort(ReplayPrinter.BY_CODE_POINT);
        all.addAll(run);
        return all;
    }

    // ---- pauses

    /// A pause that a step sees over.
    void pause(Duration time) {
        busy.incrementAndGet();
        try {
            Process.sleep(time);
        } finally {
            busy.decrementAndGet();
        }
    }

    /// This process pauses, until it goes on or ends.
    void pauses(Pid pid) {
        paused.add(pid);
    }

    void goesOn(Pid pid) {
        paused.remove(pid);
    }

    boolean isBusy() {
        return busy.get() > 0 || !paused.isEmpty();
    }

    // ---- holding

    /// Waits until another process lets the calling process go on.
    void hold(String name) {
        held.put(name, Process.self());
        Process.receive(Term.atom("release")::equals);
    }

    void isHeld(String name, Pid pid) {
        held.put(name, pid);
    }

    void release(String name, Object message) {
        Pid pid = held.get(name);
        if (pid == null) {
            throw new IllegalStateException("expected something held, got: " + name);
        }
        Process.send(pid, message);
    }

    // ---- counting

    /// How often this has been done in the scenario, this time included.
    int nextStart(String name) {
        return starts.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
    }

    // ---- bare processes

    void isBare(Pid pid) {
        bare.add(pid);
    }

    /// The live bare processes whose messages are to be shown, by name.
    Map<Pid, String> readable() {
        Map<Pid, String> readable = new LinkedHashMap<>();
        watched.entrySet().stream()
                .filter(it -> bare.contains(it.getKey()) && !unread.contains(it.getValue()))
                .sorted(
                        Map.Entry.<Pid, String>comparingByValue(ReplayPrinter.BY_CODE_POINT)
                                .thenComparing(it -> it.getKey().id()))
                .forEach(it -> readable.put(it.getKey(), it.getValue()));
        return readable;
    }

    // ---- registries

    void use(String name) {
        registryInUse = name;
    }

    /// The registry the steps mean.
    Registry registry() {
        return registry(registryInUse);
    }

    /// Partitions, be they some that were never started.
    PartitionSupervisor partitions(String name) {
        return partitions.getOrDefault(
                name,
                PartitionSupervisor.of(
                        name,
                        _ -> {
                            throw new IllegalStateException("never started");
                        }));
    }

    /// A registry, be it one that was never started.
    Registry registry(String name) {
        return registries.getOrDefault(name, Registry.of(Registry.Keys.UNIQUE, name));
    }

    /// `R,KEY` or `R,KEY,VALUE`.
    Via via(String word) {
        List<String> parts = Words.commas(word);
        Registry registry = registry(parts.get(0));
        Term key = TermParser.parse(parts.get(1));
        return parts.size() < 3
                ? registry.via(key)
                : registry.via(key, TermParser.parse(parts.get(2)));
    }

    @Override
    public void close() {
        node.close();
    }
}
