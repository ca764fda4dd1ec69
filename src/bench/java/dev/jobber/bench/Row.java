package dev.jobber.bench;

import java.util.List;

/// One figure: what it is, in which unit, and which way is better.
///
/// @param experiment what measures it; one experiment may bring several figures
record Row(String id, String experiment, String what, String unit, Better better) {
    /// Which way is better, as it stands in the JSON.
    enum Better {
        HIGHER,
        LOWER;

        /// How many times better the one figure is than the other.
        double times(double one, double other) {
            return switch (this) {
                case HIGHER -> one / other;
                case LOWER -> other / one;
            };
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// All of them, in the order of the table.
    static final List<Row> ALL =
            List.of(
                    bytes("heap-idle-server", "heap per idle GenServer"),
                    bytes("heap-idle-job", "heap per kept JobSupervisor whose job has finished"),
                    rate("spawn-exit", "spawn with a monitor, exit, DOWN received"),
                    rate("start-stop", "GenServer start_link, stop"),
                    rate("call-1-1", "calls, 1 client, 1 server"),
                    rate("call-100-1", "calls, 100 clients, 1 server"),
                    rate("call-2-pairs", "calls, 2 clients with a server each"),
                    rate("call-outside", "calls from a platform thread"),
                    rate("cast-1-1", "casts, 1 sender, 1 server"),
                    rate("cast-4-1", "casts, 4 senders, 1 server"),
                    rate("agent-update", "Agent.update, 1 client"),
                    rate("agent-get", "Agent.get, 100 clients"),
                    rate("machine-call", "StateMachine calls that change the state, 1 client"),
                    rate("machine-cast", "StateMachine casts with a state timeout, 1 sender"),
                    rate("partition-call", "calls by key of 8 partitions, 100 clients"),
                    rate("ring-1", "hops in a ring of 1 000, 1 token"),
                    rate("ring-100", "hops in a ring of 1 000, 100 tokens"),
                    rate("start-child-1", "DynamicSupervisor.startChild, 1 caller"),
                    rate("start-child-4", "DynamicSupervisor.startChild, 4 callers"),
                    rate("job-1", "a whole job: started, run, ended; 1 caller"),
                    rate("job-4", "a whole job: started, run, ended; 4 callers"),
                    rate("job-100k-alive", "job-1 with 100 000 other jobs alive"),
                    new Row(
                            "job-limited",
                            "job-limited",
                            "job-1 of a type with a limit and a queue : of a type without",
                            "ratio",
                            Better.HIGHER),
                    low(
                            "running-imports-100k",
                            "running-imports-100k",
                            "running-imports with 100 000 other jobs alive",
                            "us"),
                    low(
                            "stop-40k",
                            "stop-40k",
                            "stop a DynamicSupervisor with 40 000 live children",
                            "ms"),
                    low(
                            "stop-400k",
                            "stop-400k",
                            "stop a DynamicSupervisor with 400 000 live children",
                            "ms"),
                    low(
                            "restart-p50",
                            "restart",
                            "kill to child up again and registered, median",
                            "us"),
                    low(
                            "restart-p99",
                            "restart",
                            "kill to child up again and registered, 99 %",
                            "us"),
                    rate("crash-storm", "temporary children that crash, until all are gone"),
                    rate("registry-register", "Registry.register, 1 process"),
                    rate("registry-lookup", "Registry.lookup, 1 process"),
                    low(
                            "timers-1m",
                            "timers-1m",
                            "1 000 000 send_after over one second, until all fired",
                            "s"),
                    low(
                            "timer-late-p99",
                            "timer-late",
                            "lateness of 100 000 timers over one second, 99 %",
                            "ms"),
                    fair("fair-cpu-p50", "fair-cpu", "call beside 8 spinning processes, median"),
                    fair("fair-cpu-p99", "fair-cpu", "call beside 8 spinning processes, 99 %"),
                    fair("fair-msg-p50", "fair-msg", "call beside 8 busy pairs, median"),
                    fair("fair-msg-p99", "fair-msg", "call beside 8 busy pairs, 99 %"),
                    fair("fair-msg100-p50", "fair-msg100", "call beside 100 busy pairs, median"),
                    fair("fair-msg100-p99", "fair-msg100", "call beside 100 busy pairs, 99 %"),
                    busy("busy-prompt-p50", "count-children at the prompt, median"),
                    busy("busy-prompt-p99", "count-children at the prompt, 99 %"),
                    busy("busy-log-p99", "a log line, until it is written, 99 %"),
                    busy("busy-timer-p99", "lateness of a timer, 99 %"),
                    busy("busy-kill-p99", "a job killed, until it is gone, 99 %"),
                    busy("busy-stop", "the tree shut down, all 64 of them"),
                    low("source-100k", "many", "100 000 start-job lines of a file, sourced", "s"),
                    low("jobs-100k", "many", "the table of 100 000 jobs, to a file", "s"),
                    low("tab-100k", "many", "what stop may be completed with, 99 %", "ms"),
                    low("quit-100k", "many", "the tree with 100 000 live jobs shut down", "s"),
                    new Row(
                            "fair-cost",
                            "fair-cost",
                            "the fairness mechanism on : off, the lower of call-100-1 and cast-1-1",
                            "ratio",
                            Better.HIGHER),
                    neighbour("1", "beside one busy pair", Better.HIGHER),
                    neighbour("4", "beside 4 busy pairs", Better.HIGHER),
                    neighbour("1-p99", "beside one busy pair, 99 %", Better.LOWER),
                    neighbour("4-p99", "beside 4 busy pairs, 99 %", Better.LOWER),
                    mailbox("hold", "the rate of 2 pairs beside a caster that is held : alone"),
                    mailbox(
                            "refuse",
                            "the rate of 2 pairs beside a caster that is refused : alone"),
                    low(
                            "hot-mailbox-most",
                            "hot-mailbox",
                            "messages in a mailbox with a limit of 10 000, at most",
                            "count"),
                    low(
                            "woven-loop",
                            "woven",
                            "a loop over an array, in a snippet : as it is",
                            "ratio"),
                    low(
                            "woven-stream",
                            "woven",
                            "a stream of two lambdas, in a snippet : as it is",
                            "ratio"),
                    rate("programs", "200 jobs that run `true`, 4 at once"),
                    new Row(
                            "programs-xargs",
                            "programs",
                            "programs : xargs -P4",
                            "ratio",
                            Better.HIGHER),
                    new Row(
                            "programs-parallel",
                            "programs",
                            "programs : GNU parallel -j4",
                            "ratio",
                            Better.HIGHER),
                    low(
                            "sleeping-threads",
                            "sleeping",
                            "threads for each of 300 programs that sleep",
                            "threads"),
                    low(
                            "sleeping-memory",
                            "sleeping",
                            "resident memory for each of 300 programs that sleep",
                            "KiB"),
                    rate("log-lines", "lines through the log gateway to a file"),
                    low("prompt", "prompt", "to a prompt that takes input, second start", "ms"),
                    low("one-shot", "one-shot", "one command, the whole process", "ms"),
                    low("rss-prompt", "prompt", "resident memory at the prompt", "MiB"),
                    low(
                            "attach-prompt",
                            "attach-prompt",
                            "attach, to a prompt that takes input",
                            "ms"),
                    low(
                            "attached-one-shot",
                            "attached-one-shot",
                            "one command on a tree that runs, the whole process",
                            "ms"),
                    low(
                            "attached-share",
                            "attached-one-shot",
                            "attached-one-shot : one-shot",
                            "ratio"),
                    low(
                            "attach-echo-p50",
                            "attach-echo",
                            "key to echo over the socket beside 2 000 log lines a second, median",
                            "ms"),
                    low(
                            "attach-echo-p99",
                            "attach-echo",
                            "key to echo over the socket beside 2 000 log lines a second, 99 %",
                            "ms"),
                    low(
                            "attach-memory",
                            "attach-memory",
                            "resident memory for each of 100 visits at once",
                            "MiB"));

    private static Row bytes(String id, String what) {
        return low(id, id, what, "B");
    }

    private static Row rate(String id, String what) {
        return new Row(id, id, what, "ops/s", Better.HIGHER);
    }

    private static Row fair(String id, String experiment, String what) {
        return low(id, experiment, what, "ms");
    }

    private static Row busy(String id, String what) {
        return low(id, "busy", "while 64 jobs compute: " + what, "ms");
    }

    private static Row neighbour(String id, String what, Better better) {
        return new Row(
                "embedded-neighbour-" + id,
                "embedded-neighbour",
                "an HTTP server on virtual threads " + what + " : alone",
                "ratio",
                better);
    }

    private static Row mailbox(String id, String what) {
        return new Row("hot-mailbox-" + id, "hot-mailbox", what, "ratio", Better.HIGHER);
    }

    private static Row low(String id, String experiment, String what, String unit) {
        return new Row(id, experiment, what, unit, Better.LOWER);
    }
}
