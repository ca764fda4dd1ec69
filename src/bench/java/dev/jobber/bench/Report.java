package dev.jobber.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// The table, printed row by row, and the same as JSON.
final class Report {
    private static final String LAYOUT = "%-22s %-6s %12s %12s %12s %8s %8s %8s  %s%n";

    /// A row with what each runtime brought.
    private record Line(Row row, Map<Peer, Figures> figures) {
        OptionalDouble of(Peer peer) {
            Figures brought = figures.get(peer);
            return brought == null ? OptionalDouble.empty() : brought.median(row.id());
        }

        OptionalDouble spread() {
            Figures brought = figures.get(Peer.JOBBER);
            return brought == null ? OptionalDouble.empty() : brought.spread(row.id());
        }

        /// How many times better jobber is than a peer.
        OptionalDouble times(Peer peer) {
            OptionalDouble mine = of(Peer.JOBBER);
            OptionalDouble other = of(peer);
            if (mine.isEmpty() || other.isEmpty()) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(row.better().times(mine.getAsDouble(), other.getAsDouble()));
        }
    }

    private final List<Row> rows;
    private final boolean quick;
    private final Set<Peer> peers;
    private final List<Line> lines = new ArrayList<>();

    Report(List<Row> rows, boolean quick, Set<Peer> peers) {
        this.rows = rows;
        this.quick = quick;
        this.peers = peers;
    }

    void printHead() {
        var machine = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%s, %s %s, %d processors; JDK %s; %s; %s%s%n",
                LocalDate.now(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                machine.availableProcessors(),
                System.getProperty("java.vm.version"),
                String.join(" ", Peer.FLAGS),
                quick ? "quick: memory rows with 200 000" : "full",
                peers.contains(Peer.BEAM) ? "" : "; no elixir on the PATH, so no BEAM");
        System.out.printf(
                LAYOUT, "id", "unit", "jobber", "beam", "pekko", "x beam", "x pekko", "spread",
                "what");
    }

    void add(String experiment, Map<Peer, Figures> figures) {
        for (Row row : rows) {
            if (row.experiment().equals(experiment)) {
                var line = new Line(row, figures);
                lines.add(line);
                print(line);
            }
        }
    }

    private static void print(Line line) {
        Row row = line.row;
        System.out.printf(
                LAYOUT,
                row.id(),
                row.unit(),
                shown(line.of(Peer.JOBBER)),
                shown(line.of(Peer.BEAM)),
                shown(line.of(Peer.PEKKO)),
                shown(line.times(Peer.BEAM)),
                shown(line.times(Peer.PEKKO)),
                shown(line.spread()),
                row.what());
    }

    static String shown(OptionalDouble figure) {
        if (figure.isEmpty()) {
            return "-";
        }
        double value = figure.getAsDouble();
        return String.format(Locale.ROOT, value >= 1_000 ? "%,.0f" : "%.3f", value);
    }

    String json() {
        List<String> objects = lines.stream().map(Report::json).toList();
        return "[\n" + String.join(",\n", objects) + "\n]\n";
    }

    private static String json(Line line) {
        Row row = line.row;
        return String.format(
                Locale.ROOT,
                "  {\"id\": \"%s\", \"what\": \"%s\", \"unit\": \"%s\", \"better\": \"%s\", \"jobber\": %s, \"beam\": %s, \"pekko\": %s, \"spread\": %s}",
                row.id(),
                row.what(),
                row.unit(),
                row.better().word(),
                number(line.of(Peer.JOBBER)),
                number(line.of(Peer.BEAM)),
                number(line.of(Peer.PEKKO)),
                number(line.spread()));
    }

    private static String number(OptionalDouble figure) {
        return figure.isEmpty()
                ? "null"
                : String.format(Locale.ROOT, "%.6g", figure.getAsDouble())
                        .replaceFirst("e\\+?", "e");
    }
}
