package dev.jobber.otp.scheduling;

/// Finds by trials with how many carriers most is done: the BEAM's compaction of load.
///
/// Processes that only pass messages to one another are several times quicker on one carrier than
/// on two. The second carrier has nothing to do: it is woken for each message and takes it from the
/// first, and both wait for one another's memory. Processes that compute between their messages are
/// slower on one carrier. Only a trial shows which kind a load is.
///
/// | at a look | what follows |
/// |---|---|
/// | a trial with fewer is over and no less was done, or one with more and clearly more was done | these carriers stay; the next trial goes the same way |
/// | a trial is over otherwise | as many as before; the next trial is later and goes the other way |
/// | processes were seldom woken | all carriers |
/// | processes were often woken, and it is time for a trial | half as many carriers, or twice as many |
/// | a process computes and others wait | all carriers; the next trial is later |
///
/// It knows nothing of threads and clocks: [CarrierControl] looks, and does what this says.
final class CarrierCompaction {
    /// Processes talk if they are woken this many times per millisecond. With fewer wakes a trial
    /// wins nothing.
    static final double TALK = 50;

    /// How many times as much must be done with more carriers, because more carriers cost more.
    private static final double CLEARLY = 1.1;

    /// Looks between two trials after one that was in vain; twice as many each time.
    private static final int SHORTEST_PAUSE = 10;

    private static final int LONGEST_PAUSE = 500;

    private static final int LOOKS_OF_A_TRIAL = 2;

    private final int all;
    private int carriers;
    private int carriersBefore;
    private double rateBefore;

    /// Looks until the present trial is over; 0 if there is none. A trial has more than one look,
    /// because one may fall into a pause of the load.
    private int onTrial;

    private boolean fewer = true;
    private int pause;
    private int nextPause = SHORTEST_PAUSE;

    /// @param all how many carriers the JVM has by itself
    CarrierCompaction(int all) {
        this.all = all;
        this.carriers = all;
    }

    /// How many carriers to use until the next look.
    ///
    /// @param rate how much was done since the last look, per millisecond
    /// @param wakes how often processes were woken for that, per millisecond
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

    /// A load for which fewer carriers were better is over, or pauses. When it comes again, its
    /// trial need not wait. After trials in vain, the next one still waits.
    private void rest() {
        if (isOn()) {
            forget();
        }
    }

    /// The answer of the last look.
    int carriers() {
        return carriers;
    }

    /// How many the JVM has by itself.
    int all() {
        return all;
    }

    /// Whether these are fewer carriers than the JVM has by itself.
    boolean isOn() {
        return carriers < all;
    }

    /// Nothing has happened for a while. The next load may be of another kind.
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
