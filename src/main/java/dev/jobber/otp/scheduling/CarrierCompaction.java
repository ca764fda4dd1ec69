package dev.jobber.otp.scheduling;

/// How many carriers do most, found by trying: the BEAM's compaction of load.
///
/// Processes that keep handing messages to one another are several times quicker on one carrier
/// than on two. The second finds nothing to do, is woken for each message, takes it from the first,
/// and both wait for one another's memory. Processes that compute between their messages are slower
/// on one. Which kind a load is shows only when it is tried.
///
/// | at a look | what follows |
/// |---|---|
/// | a trial is over, and no less was done with fewer, or clearly more with more | they stay, and it goes on that way |
/// | a trial is over otherwise | as before it; the next one is later, and the other way round |
/// | there was little talk | all carriers |
/// | there was much, and it is time for a trial | half as many carriers, or twice as many |
/// | a process computes and others wait | all carriers; the next trial is later |
///
/// Knows nothing of threads and clocks: the watch over [FairnessWatchdog] looks, and does what this
/// says.
final class CarrierCompaction {
    /// How many wakes a millisecond are talk. With fewer nothing is won.
    static final double TALK = 50;

    /// More carriers cost more, so they must earn it.
    private static final double CLEARLY = 1.1;

    /// Looks between two trials, after one that was in vain: twice as many each time.
    private static final int SHORTEST_PAUSE = 10;

    private static final int LONGEST_PAUSE = 500;

    private static final int LOOKS_OF_A_TRIAL = 2;

    private final int all;
    private int carriers;
    private int carriersBefore;
    private double rateBefore;

    /// Looks until the trial that is on is over; 0 if none is. One look may fall into a pause.
    private int onTrial;

    private boolean fewer = true;
    private int pause;
    private int nextPause = SHORTEST_PAUSE;

    /// @param all how many carriers there are by themselves
    CarrierCompaction(int all) {
        this.all = all;
        this.carriers = all;
    }

    /// How many carriers to use until the next look.
    ///
    /// @param rate how much was done since the last one, a millisecond
    /// @param wakes how often processes were woken for that, a millisecond
    int look(double rate, double wakes) {
        if (onTrial > 0) {
            judge(rate);
        } else if (wakes < TALK) {
            rest();
        } else if (pause > 0) {
            pause--;
        } else {
            tryOthers(rate);
        }
        return carriers;
    }

    /// A process computes on a carrier, and others wait for it.
    void crowded() {
        if (carriers < all) {
            carriers = all;
            inVain();
        }
    }

    /// A load that did well with fewer carriers is over, or pauses: it need not wait for a trial.
    /// One that did not, still does.
    private void rest() {
        if (isOn()) {
            forget();
        }
    }

    /// How many it said at the last look.
    int carriers() {
        return carriers;
    }

    /// How many there are by themselves.
    int all() {
        return all;
    }

    /// Whether these are fewer carriers than the JVM has by itself.
    boolean isOn() {
        return carriers < all;
    }

    /// Nothing has happened for a while: what comes next may be something else.
    void forget() {
        carriers = all;
        onTrial = 0;
        pause = 0;
        nextPause = SHORTEST_PAUSE;
    }

    private void tryOthers(double rate) {
        fewer = carriers == all || (fewer && carriers > 1);
        rateBefore = rate;
        carriersBefore = carriers;
        carriers = fewer ? Math.max(1, carriers / 2) : Math.min(all, carriers * 2);
        onTrial = carriers == carriersBefore ? 0 : LOOKS_OF_A_TRIAL;
    }

    private void judge(double rate) {
        if (rate >= TALK && (fewer ? rate >= rateBefore : rate >= rateBefore * CLEARLY)) {
            onTrial = 0;
            nextPause = SHORTEST_PAUSE;
        } else if (--onTrial == 0) {
            carriers = carriersBefore;
            inVain();
            fewer = !fewer;
        }
    }

    private void inVain() {
        onTrial = 0;
        pause = nextPause;
        nextPause = Math.min(2 * nextPause, LONGEST_PAUSE);
    }
}
