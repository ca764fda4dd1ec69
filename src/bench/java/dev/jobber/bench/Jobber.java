package dev.jobber.bench;

import static java.util.Map.entry;

import java.util.Map;

/// What is measured of jobber.
final class Jobber {
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
                    entry("timers-1m", Timers::million),
                    entry("timer-late", Timers::late),
                    entry("fair-cpu", Fairness::beside8Spinning),
                    entry("fair-msg", Fairness::beside8Pairs),
                    entry("fair-msg100", Fairness::beside100Pairs));

    private Jobber() {}
}
