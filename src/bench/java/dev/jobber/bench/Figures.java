package dev.jobber.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// The figures one runtime brought of one experiment, several of each row.
record Figures(Map<String, List<Double>> byRow) {
    OptionalDouble median(String row) {
        return median(byRow.getOrDefault(row, List.of()));
    }

    /// The median of some figures; empty if there are none.
    static OptionalDouble median(List<Double> figures) {
        double[] all = sorted(figures);
        if (all.length == 0) {
            return OptionalDouble.empty();
        }
        int middle = all.length / 2;
        return OptionalDouble.of(
                all.length % 2 == 1 ? all[middle] : (all[middle - 1] + all[middle]) / 2);
    }

    /// The distance of the greatest from the least, as a part of the median; empty if there is only
    /// one.
    OptionalDouble spread(String row) {
        double[] all = sorted(byRow.getOrDefault(row, List.of()));
        return all.length < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of((all[all.length - 1] - all[0]) / median(row).orElseThrow());
    }

    private static double[] sorted(List<Double> figures) {
        double[] all = figures.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(all);
        return all;
    }
}
