package dev.jobber.shell.top;

import dev.jobber.observer.Observer;
import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import dev.jobber.otp.ProcessGlance;
import dev.jobber.otp.ProcessInfo;
import dev.jobber.otp.ProcessStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Looks at all processes of a node again and again. It calls no process.
///
/// Most processes do nothing between two looks: such a one costs some nanoseconds, and nothing is
/// allocated for it. Numbers are given out in order, so new processes come at the end of the list.
/// A process may have got its number before a look and its place in the node after it; therefore
/// the last numbers are looked at again each time, and all of them now and then.
public final class Sampler {
    /// How long the dead are still shown.
    private static final Duration MOURNED = Duration.ofSeconds(10);

    /// How many of the dead are shown at most, the last ones.
    private static final int MOST_DEAD = 1_000;

    private static final int AGAIN = 1_024;
    private static final int ALL_EACH = 20;
    private static final long SECOND = 1_000_000_000L;

    private final Observer observer;
    private final Node node;
    private Snapshot last = Snapshot.EMPTY;
    private long lastNanos;
    private int looks;

    public Sampler(Observer observer) {
        this.observer = observer;
        this.node = observer.node();
    }

    /// The processes as they are now.
    Snapshot next() {
        long nanos = node.clock().nanoTime();
        Instant now = node.clock().instant();
        observer.started().mark();
        List<Life> before = last.lives();
        var lives = new ArrayList<Life>(before.size() + 64);
        boolean isSame = true;
        for (Life life : before) {
            Optional<Life> next = next(life, nanos - lastNanos, now);
            next.ifPresent(lives::add);
            isSame &= next.isPresent();
        }
        isSame &= !addNew(before, lives);
        isSame &= !dropSurplus(lives);
        last = new Snapshot(now, lives, isSame ? last.forest() : Forest.of(lives));
        lastNanos = nanos;
        looks++;
        return last;
    }

    /// The same process now; empty if it has been dead for long.
    private Optional<Life> next(Life life, long nanos, Instant now) {
        if (life.isDead()) {
            return life.died().filter(died -> died.plus(MOURNED).isAfter(now)).map(_ -> life);
        }
        ProcessGlance glance = node.glance(life.pid());
        return Optional.of(
                glance.status() == ProcessStatus.DEAD
                        ? life.dead(glance, now)
                        : life.then(glance, perSecond(life.glance(), glance, nanos)));
    }

    private static int perSecond(ProcessGlance before, ProcessGlance now, long nanos) {
        int done = now.reductions() - before.reductions();
        return done == 0 || nanos <= 0
                ? 0
                : (int)
                        Math.min(
                                Integer.MAX_VALUE,
                                Math.ceilDiv(Integer.toUnsignedLong(done) * SECOND, nanos));
    }

    /// Adds the processes that are not here yet.
    ///
    /// @return whether there are any
    private boolean addNew(List<Life> before, List<Life> lives) {
        boolean all = looks % ALL_EACH == 0;
        long highest = before.isEmpty() ? 0 : before.getLast().number();
        int known = lives.size();
        boolean isInOrder = true;
        for (Pid pid : node.processesAfter(all ? 0 : highest - AGAIN)) {
            if (pid.id() <= highest && Snapshot.place(before, pid.id()) != Forest.NONE) {
                continue;
            }
            Optional<ProcessInfo> info = node.info(pid);
            if (info.isPresent()) {
                long parent = info.get().parent().map(Pid::id).orElse(0L);
                lives.add(new Life(pid, parent, node.glance(pid), Trend.NONE, Optional.empty()));
                isInOrder &= pid.id() > highest;
            }
        }
        if (!isInOrder) {
            lives.sort(Comparator.comparingLong(Life::number));
        }
        return lives.size() > known;
    }

    /// Forgets the oldest of many dead.
    ///
    /// @return whether there were too many
    private static boolean dropSurplus(List<Life> lives) {
        long dead = lives.stream().filter(Life::isDead).count();
        if (dead <= MOST_DEAD) {
            return false;
        }
        List<Life> kept =
                lives.stream()
                        .filter(Life::isDead)
                        .sorted(
                                Comparator.comparing((Life life) -> life.died().orElseThrow())
                                        .thenComparingLong(Life::number))
                        .skip(dead - MOST_DEAD)
                        .toList();
        var last = new HashSet<Life>(kept);
        lives.removeIf(life -> life.isDead() && !last.contains(life));
        return true;
    }
}
