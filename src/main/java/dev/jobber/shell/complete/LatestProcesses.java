package dev.jobber.shell.complete;

import dev.jobber.otp.Node;
import dev.jobber.otp.Pid;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the live processes that were started last and whose numbers begin with some digits; and
/// with them so many others that what the numbers found have in common is what those of all such
/// processes have.
///
/// Numbers are given out one after the other. So where very many live, it tries one number after
/// the other: the latest first for the list, and the least first for what they have in common.
/// Where that takes too many tries, because most have ended, it looks at all that live, as it does
/// where few live.
final class LatestProcesses {
    /// Where no more than this number live, all are looked at.
    private static final int FEW = 5_000;

    /// The most numbers that are tried, which takes a millisecond.
    private static final int MOST_TRIES = 10_000;

    private static final int MOST_DIGITS = 18;

    private final Node node;
    private final BegunNumber begun;
    private final int most;
    private int tries;

    /// @param begun the digits with which the numbers begin
    /// @param most how many processes there are in the list, without the others
    LatestProcesses(Node node, BegunNumber begun, int most) {
        this.node = node;
        this.begun = begun;
        this.most = most;
    }

    /// The latest first, then the others.
    Set<Pid> find() {
        if (node.processCount() > FEW) {
            Set<Pid> found = tried();
            if (tries < MOST_TRIES) {
                return found;
            }
        }
        return looked();
    }

    /// Numbers from one to another one, both of them included.
    private record Range(long from, long to) {}

    /// The ranges of the numbers that begin with the digits, the least first.
    private List<Range> ranges() {
        var ranges = new ArrayList<Range>();
        long latest = node.latestNumber();
        long from = begun.digits() == 0 ? 1 : begun.digits();
        long to = begun.digits() == 0 ? 9 : begun.digits();
        for (int digits = 0; digits < MOST_DIGITS && from <= latest; digits++) {
            ranges.add(new Range(from, Math.min(to, latest)));
            if (begun.isWhole()) {
                break;
            }
            from *= 10;
            to = to * 10 + 9;
        }
        return ranges;
    }

    private Set<Pid> tried() {
        var found = new LinkedHashSet<Pid>();
        List<Range> ranges = ranges();
        for (Range range : ranges.reversed()) {
            for (long n = range.to(); n >= range.from() && goesOn() && found.size() < most; n--) {
                tries++;
                node.pid(n).ifPresent(found::add);
            }
        }
        if (found.size() == most) {
            addOthers(found, ranges);
        }
        return found;
    }

    private boolean goesOn() {
        return tries < MOST_TRIES;
    }

    private void addOthers(Set<Pid> found, List<Range> ranges) {
        BegunNumber common = common(found);
        for (Range range : ranges) {
            for (long n = range.from(); n <= range.to() && goesOn(); n++) {
                if (common.equals(begun)) {
                    return;
                }
                if (common.begins(n)) {
                    n = common.lastFrom(n);
                    continue;
                }
                tries++;
                if (node.pid(n).isPresent()) {
                    found.add(node.pid(n).get());
                    common = common.inCommonWith(n);
                }
            }
        }
    }

    private static BegunNumber common(Set<Pid> pids) {
        BegunNumber common = BegunNumber.of(pids.iterator().next().id());
        for (Pid pid : pids) {
            common = common.inCommonWith(pid.id());
        }
        return common;
    }

    private Set<Pid> looked() {
        var apart = new ArrayList<Long>();
        var common = new BegunNumber[1];
        List<Pid> latest =
                node.latestProcesses(
                        most,
                        number -> {
                            boolean begins = begun.begins(number);
                            if (begins && (apart.isEmpty() || !common[0].begins(number))) {
                                common[0] =
                                        apart.isEmpty()
                                                ? BegunNumber.of(number)
                                                : common[0].inCommonWith(number);
                                apart.add(number);
                            }
                            return begins;
                        });
        Set<Pid> found = new LinkedHashSet<>(latest);
        apart.forEach(number -> node.pid(number).ifPresent(found::add));
        return found;
    }
}
