package dev.jobber.bench;

import static java.util.Map.entry;

import java.util.Map;

/// The experiments on jobber.
final class OfJobber {
    static final Map<String, Experiment> EXPERIMENTS =
            Map.ofEntries(
                    entry("heap-idle-server", Lives::heapIdleServer),
                    entry("spawn-exit", Lives::spawnExit),
                    entry("start-stop", Lives::startStop),
                    entry("call-1-1", CallBench::oneToOne),
                    entry("call-100-1", CallBench::hundredToOne),
                    entry("call-2-pairs", CallBench::twoPairs),
                    entry("call-outside", CallBench::outside),
                    entry("cast-1-1", CallBench::castOne),
                    entry("cast-4-1", CallBench::castFour),
                    entry("agent-update", Shared::agentUpdate),
                    entry("agent-get", Shared::agentGet),
                    entry("machine-call", Machines::call),
                    entry("machine-cast", Machines::cast),
                    entry("partition-call", Shared::partitionCall),
                    entry("ring-1", Rings::oneToken),
                    entry("ring-100", Rings::hundredTokens),
                    entry("heap-idle-job", JobBench::heap),
                    entry("start-child-1", SupervisorBench::startOne),
                    entry("start-child-4", SupervisorBench::startFour),
                    entry("job-1", JobBench::one),
                    entry("job-4", JobBench::four),
                    entry("job-100k-alive", JobBench::amongMany),
                    entry("job-limited", JobBench::limited),
                    entry("running-imports-100k", JobBench::runningImports),
                    entry("stop-40k", SupervisorBench::stop40k),
                    entry("stop-400k", SupervisorBench::stop400k),
                    entry("restart", SupervisorBench::restart),
                    entry("crash-storm", SupervisorBench::crashStorm),
                    entry("registry-register", Registries::register),
                    entry("registry-lookup", Registries::lookup),
                    entry("programs", ProgramBench::rate),
                    entry("sleeping", ProgramBench::sleeping),
                    entry("log-lines", LogLines::measure),
                    entry("prompt", Startups::prompt),
                    entry("one-shot", Startups::oneShot),
                    entry("attach-prompt", AttachBench::prompt),
                    entry("attached-one-shot", AttachBench::oneShot),
                    entry("attach-echo", AttachBench::echo),
                    entry("attach-memory", AttachBench::visits),
                    entry("fair-cost", CallBench::costOfFairness),
                    entry("timers-1m", Timers::million),
                    entry("timer-late", Timers::late),
                    entry("fair-cpu", FairnessBench::beside8Spinning),
                    entry("fair-msg", FairnessBench::beside8Pairs),
                    entry("fair-msg100", FairnessBench::beside100Pairs),
                    entry("busy", Busy::measure),
                    entry("many", Many::measure),
                    entry("embedded-neighbour", HttpNeighbour::measure),
                    entry("hot-mailbox", HotMailbox::measure),
                    entry("woven", Woven::measure),
                    entry(Woven.PLAIN_STREAM, Woven::measurePlainStream));

    private OfJobber() {}
}
