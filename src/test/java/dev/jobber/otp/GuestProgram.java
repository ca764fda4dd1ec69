package dev.jobber.otp;

import dev.jobber.otp.management.EventCounts;
import dev.jobber.otp.management.NodeBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/// Opens nodes, uses and closes them, and prints what they have touched of the JVM: one `WHAT:
/// SEEN` on a line. [GuestTest] says what that must be.
final class GuestProgram {
    private static final VirtualThreadSchedulerMXBean SCHEDULER =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    private static final Collection<Thread> BEFORE = Thread.getAllStackTraces().keySet();

    private static final TreeSet<String> NO_DAEMONS = new TreeSet<>();

    private static final String PROBE = "jobber-probe";

    private GuestProgram() {}

    private static void print(String what, Object seen) {
        System.out.println(what + ": " + seen);
    }

    // ---- what is looked at

    /// The threads of the operating system that nodes have, by name; each name once.
    private static Collection<String> threads() {
        var names = new TreeSet<String>();
        for (Thread thread : nodesThreads()) {
            names.add(thread.getName());
            if (!thread.isDaemon()) {
                NO_DAEMONS.add(thread.getName());
            }
        }
        return names;
    }

    /// The same once none of them looks after others. Those come when more than one thread wants a
    /// processor, which on a busy machine may be at any time, and go when that is over.
    private static Collection<String> lastingThreads() {
        await(() -> !threads().contains(PROBE));
        return threads();
    }

    /// The same at once: the thread of a listener goes, too.
    private static Collection<String> threadsWithoutProbes() {
        Collection<String> names = threads();
        names.remove(PROBE);
        return names;
    }

    private static List<Thread> nodesThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !isOfTheJdk(thread))
                .toList();
    }

    /// Those that were there before, and those that the JDK starts for virtual threads.
    private static boolean isOfTheJdk(Thread thread) {
        return BEFORE.contains(thread)
                || thread.getName().startsWith("ForkJoinPool-")
                || thread.getName().startsWith("VirtualThread-");
    }

    private static Map<String, Object> state() throws ReflectiveOperationException {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("properties", Map.copyOf(System.getProperties()));
        state.put("streams", List.of(System.in, System.out, System.err));
        state.put("security", Arrays.asList(Security.getProviders()));
        state.put("class loader", Thread.currentThread().getContextClassLoader());
        state.put("handler", String.valueOf(Thread.getDefaultUncaughtExceptionHandler()));
        state.put("beans", ManagementFactory.getPlatformMBeanServer().queryNames(null, null));
        state.put("carriers", SCHEDULER.getParallelism());
        state.put("hooks", hooks());
        return state;
    }

    private static int hooks() throws ReflectiveOperationException {
        Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
        hooks.setAccessible(true);
        return ((Map<?, ?>) hooks.get(null)).size();
    }

    private static Collection<String> changed(Map<String, Object> before)
            throws ReflectiveOperationException {
        Map<String, Object> now = state();
        return now.entrySet().stream()
                .filter(each -> !each.getValue().equals(before.get(each.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    // ---- what is done

    /// A server that is called, a timer, a task, and a crash.
    private static void use(Node node) throws Exception {
        Pid counter = node.start(new Counter(0), StartOptions.named("counter")).pidOrExit();
        for (int i = 0; i < 1_000; i++) {
            GenServer.call(counter, new Counter.Get());
        }
        node.run(() -> {
            Process.sendAfter(Process.self(), "soon", Duration.ofHours(1));
            return Task.async(() -> 1).await();
        });
        node.spawn(() -> {
            throw new IllegalStateException("boom");
        });
        node.awaitQuiet();
    }

    private static Collection<String> threadsOf(Node.Builder builder) throws Exception {
        await(() -> threads().isEmpty()); // those of the node before
        try (Node node = builder.build()) {
            use(node);
            return lastingThreads();
        }
    }

    private static void busy() throws Exception {
        int most = 0;
        var names = new TreeSet<String>();
        try (Node node = Node.builder().build()) {
            for (int i = 0; i < 4; i++) {
                Pid counter = node.start(new Counter(0), StartOptions.NONE).pidOrExit();
                node.spawn(() -> {
                    while (true) {
                        GenServer.call(counter, new Counter.Get());
                    }
                });
            }
            for (int i = 0; i < 100; i++) {
                names.addAll(threads());
                most =
                        Math.max(
                                most,
                                (int)
                                        nodesThreads().stream()
                                                .filter(it -> it.getName().equals(PROBE))
                                                .count());
                LockSupport.parkNanos(2_000_000);
            }
        }
        print("threads while busy", names);
        print("probes", most);
    }

    public static void main(String[] arguments) throws Exception {
        Thread.ofVirtual().start(() -> {}).join(); // the JDK starts its own threads for this
        Map<String, Object> before = state();

        try (Node node = Node.builder().build()) {
            use(node);
            print("threads by default", lastingThreads());
            print("changed by default", changed(before));
        }
        try (Node node = Node.builder().events(_ -> {}).build()) {
            use(node);
            await(() -> threads().contains("jobber-events"));
            print("threads with a listener", threadsWithoutProbes());
            await(() -> !threads().contains("jobber-events"));
            print("threads without events", lastingThreads());
        }
        busy();
        print("threads without fairness", threadsOf(Node.builder().fairness(false)));
        print("threads with a manual clock", threadsOf(Node.builder().clock(new ManualClock())));
        print(
                "threads with neither",
                threadsOf(Node.builder().clock(new ManualClock()).fairness(false)));

        try (Node node =
                Node.builder()
                        .events(_ -> {}, EventDelivery.AT_ONCE)
                        .lifeEvents()
                        .killGrace(Duration.ofSeconds(1))
                        .build()) {
            use(node);
            print("changed with all options", changed(before));
        }
        try (Node node = Node.builder().ownsScheduler().build()) {
            use(node);
        }
        print("carriers given back", !changed(before).contains("carriers"));

        var counts = new EventCounts();
        try (Node node = Node.builder().events(counts).build()) {
            try (NodeBean bean = NodeBean.register(node, counts, "guest")) {
                print("bean", bean.name());
                print("changed with a bean", changed(before));
            }
            print("changed after the bean", changed(before));
        }
        await(() -> threads().isEmpty());
        print("threads after close", threads());
        print("threads that are no daemons", NO_DAEMONS);
        print("loaded", loaded());
    }

    /// What of other parts of the JDK and of libraries was loaded.
    private static Collection<String> loaded() throws ReflectiveOperationException {
        Method find = ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
        find.setAccessible(true);
        var loaded = new TreeSet<String>();
        for (String name :
                List.of(
                        "dev.jobber.otp.flight.SlowCallback",
                        "dev.jobber.otp.micrometer.NodeMeterBinder",
                        "dev.jobber.otp.management.SystemLogger")) {
            if (find.invoke(GuestProgram.class.getClassLoader(), name) != null) {
                loaded.add(name);
            }
        }
        return loaded;
    }
}
