package dev.jobber.bench;

import static java.util.Map.entry;

import java.util.Map;

/// What is measured of jobber.
final class OfJobber {
    static final Map<String, Experiment> EXPERIMENTS =
            Map.ofEntries(
                    entry("heap-idle-server", Lives::heapIdleServer),
                    entry("spawn-exit", Lives::spawnExit),
                    entry("start-stop", Lives::startStop),
                    entry("call-1-1", Calls::oneToOne),
                    entry("call-100-1", Calls::hundredToOne),
                    entry("call-2-pairs", Calls::twoPairs),
                    entry("call-outside", Calls::outside),
                    entry("cast-1-1", Calls::castOne),
                    entry("cast-4-1", Calls::castFour),
                    entry("ring-1", Rings::oneToken),
                    entry("ring-100", Rings::hundredTokens),
                    entry("heap-idle-job", Jobs::heap),
                    entry("start-child-1", Supervisors::startOne),
                    entry("start-child-4", Supervisors::startFour),
                    entry("job-1", Jobs::one),
                    entry("job-4", Jobs::four),
                    entry("job-100k-alive", Jobs::amongMany),
                    entry("running-imports-100k", Jobs::runningImports),
                    entry("stop-40k", Supervisors::stop40k),
                    entry("stop-400k", Supervisors::stop400k),
                    entry("restart", Supervisors::restart),
                    entry("crash-storm", Supervisors::crashStorm),
                    entry("registry-register", Registries::register),
                    entry("registry-lookup", Registries::lookup),
                    entry("log-lines", LogLines::measure),
                    entry("prompt", Startups::prompt),
                    entry("one-shot", Startups::oneShot),
                    entry("fair-cost", Calls::costOfFairness),
                    entry("timers-1m", Timers::million),
                    entry("timer-late", Timers::late),
                    entry("fair-cpu", Fairness::beside8Spinning),
                    entry("fair-msg", Fairness::beside8Pairs),
                    entry("fair-msg100", Fairness::beside100Pairs),
                    entry("busy", Busy::measure),
                    entry("many", Many::measure));

    private OfJobber() {}
}
