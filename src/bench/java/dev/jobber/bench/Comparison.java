package dev.jobber.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Two versions side by side: each experiment runs on both, one right after the other, again and
/// again, and the two change places each time. So what slows the machine for a while slows both.
///
/// The ratio within a pair of runs counts, because two runs an hour apart show the machine rather
/// than the versions.
final class Comparison {
    private static final String LAYOUT = "%-22s %-6s %14s %14s %8s %8s %8s %5s  %s%n";

    private final Build other;
    private final Build here;
    private final int runs;
    private final boolean quick;

    /// @param runs how often each version runs each experiment
    Comparison(Build other, Build here, int runs, boolean quick) {
        this.other = other;
        this.here = here;
        this.runs = runs;
        this.quick = quick;
    }

    void printHead() {
        System.out.printf(
                Locale.ROOT,
                "ratio: how many times better 'here' is than %s, the median of pairs of runs; least and"
                        + " greatest of a pair; %d pairs%n",
                other.name(),
                runs);
        System.out.printf(
                LAYOUT,
                "id",
                "unit",
                other.name(),
                "here",
                "ratio",
                "least",
                "greatest",
                "pairs",
                "what");
    }

    /// Runs an experiment and prints these rows of it.
    void run(String experiment, List<Row> rows) throws IOException, InterruptedException {
        List<Figures> before = new ArrayList<>();
        List<Figures> after = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            if (i % 2 == 0) {
                before.add(figures(other, experiment));
                after.add(figures(here, experiment));
            } else {
                after.add(figures(here, experiment));
                before.add(figures(other, experiment));
            }
        }
        rows.stream()
                .filter(row -> row.experiment().equals(experiment))
                .forEach(row -> print(row, before, after));
    }

    private Figures figures(Build build, String experiment)
            throws IOException, InterruptedException {
        return Peer.figures(
                experiment,
                build.name(),
                build.java(Peer.JOBBER.word(), experiment, quick ? "quick" : "full"));
    }

    private static void print(Row row, List<Figures> before, List<Figures> after) {
        List<Double> others = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            OptionalDouble theirs = before.get(i).median(row.id());
            OptionalDouble mine = after.get(i).median(row.id());
            if (theirs.isPresent() && mine.isPresent()) {
                others.add(theirs.getAsDouble());
                ours.add(mine.getAsDouble());
                ratios.add(row.better().times(mine.getAsDouble(), theirs.getAsDouble()));
            }
        }
        System.out.printf(
                LAYOUT,
                row.id(),
                row.unit(),
                Report.shown(Figures.median(others)),
                Report.shown(Figures.median(ours)),
                Report.shown(Figures.median(ratios)),
                Report.shown(ratios.stream().mapToDouble(Double::doubleValue).min()),
                Report.shown(ratios.stream().mapToDouble(Double::doubleValue).max()),
                ratios.size(),
                row.what());
    }
}
