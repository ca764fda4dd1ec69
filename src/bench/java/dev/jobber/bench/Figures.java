package dev.jobber.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// The figures one runtime brought of one experiment, several of each row.
record Figures(Map<String, List<Double>> byRow) {
    OptionalDouble median(String row) {
        double[] all = sorted(row);
        if (all.length == 0) {
            return OptionalDouble.empty();
        }
        int middle = all.length / 2;
        return OptionalDouble.of(
                all.length % 2 == 1 ? all[middle] : (all[middle - 1] + all[middle]) / 2);
    }

    /// The distance of the greatest from the least, as a part of the median; empty if there is but
    /// one.
    OptionalDouble spread(String row) {
        double[] all = sorted(row);
        return all.length < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of((all[all.length - 1] - all[0]) / median(row).orElseThrow());
    }

    private double[] sorted(String row) {
        double[] all =
                byRow.getOrDefault(row, List.of()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        Arrays.sort(all);
        return all;
    }
}
