package dev.jobber.job.kind.code;

import dev.jobber.job.JobHandle;
import dev.jobber.job.JobInfo;
import dev.jobber.job.Jobber;
import dev.jobber.job.Work;
import dev.jobber.otp.Process;
import dev.jobber.otp.scheduling.DaemonThreads;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Compiles snippets, and runs code of jobs. Loads the compiler with the first snippet.
///
/// Safe for use by several threads.
public final class CodeHost {
    /// How many compiled snippets are kept: a line is read before it runs, and a file before its
    /// lines run.
    private static final int KEPT = 1_000;

    private final Jobber jobber;
    private final AtomicLong starts = new AtomicLong();
    private final AtomicBoolean isWarm = new AtomicBoolean();
    private final Map<String, String> lingering = new ConcurrentSkipListMap<>();

    /// The latest snippets and what came of them. Guarded by its own monitor, as the compiler is.
    private final Map<String, Compilation> compiled =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Compilation> eldest) {
                    return size() > KEPT;
                }
            };

    private @Nullable Optional<SnippetCompiler> compiler;

    /// @param jobber whose jobs run the code
    public CodeHost(Jobber jobber) {
        this.jobber = jobber;
    }

    /// Loads the compiler in the background, for a snippet that is about to come.
    public void warm() {
        if (isWarm.compareAndSet(false, true)) {
            DaemonThreads.builder()
                    .name("jobber-compiler")
                    .start(() -> {
                        var _ = compile("ok()");
                    });
        }
    }

    /// Compiles a snippet: one expression, or statements. The first time takes about a second,
    /// later times some tens of milliseconds.
    public Compilation compile(String snippet) {
        synchronized (compiled) {
            return compiled.computeIfAbsent(snippet, this::compileNow);
        }
    }

    private Compilation compileNow(String snippet) {
        Optional<SnippetCompiler> known = compiler;
        if (known == null) {
            known = SnippetCompiler.find();
            compiler = known;
        }
        return known.map(it -> it.compile(snippet)).orElseGet(Compilation.NoCompiler::new);
    }

    /// The work that runs code.
    ///
    /// @param description what a line of the shell says of it: `java`
    /// @param grace how long it may take to end after it was asked to
    public Work work(Code code, String description, Duration grace) {
        return new CodeWork(code, description, grace, this);
    }

    /// Runs code in the calling process, which lives until nothing of it is left.
    ///
    /// @param name what its first thread is called
    /// @return what the code returns; empty for a null
    /// @throws Throwable what the code throws
    public Optional<Object> run(Code code, String name, Surroundings surroundings)
            throws Throwable {
        var run = new CodeRun(code, place(name, Duration.ZERO), surroundings);
        Process.open(run);
        return Optional.ofNullable(run.run());
    }

    CodeRun.Place place(String name, Duration grace) {
        return new CodeRun.Place(name, "job-code-" + starts.incrementAndGet(), grace);
    }

    /// Whether code of a job throws this when it is ended, or has ended itself.
    public static boolean isEnd(Throwable thrown) {
        return thrown instanceof StopSite.Stopped || thrown instanceof CodeScope.CodeExit;
    }

    /// Waits on the clock of the node; on a thread that is no process.
    public void sleep(Duration time) throws InterruptedException {
        jobber.node().sleep(time);
    }

    /// All jobs that are known.
    public List<JobInfo> jobs() {
        return jobber.jobs().stream().map(JobHandle::info).toList();
    }

    /// Code that was told to end still runs.
    ///
    /// @param job whose code it is
    /// @param what the threads that do not end, and where they are
    public void lingers(String job, String what) {
        lingering.put(job, what);
    }

    /// Nothing of it runs any more.
    public void gone(String job) {
        lingering.remove(job);
    }

    /// The jobs whose code was told to end and still runs, by id, each with the threads that still
    /// run.
    public Map<String, String> lingering() {
        return Map.copyOf(lingering);
    }
}
