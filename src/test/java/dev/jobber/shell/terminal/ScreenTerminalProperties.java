package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.TestFolder;
import dev.jobber.shell.console.FullScreen;
import dev.jobber.shell.console.Key;
import dev.jobber.shell.console.Prompt.Read;
import dev.jobber.shell.log.LogLevel;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.top.NothingHappens;
import dev.jobber.shell.top.SortKey;
import dev.jobber.shell.top.TopView;
import dev.jobber.shell.top.TreeOfProcesses;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Keys, resizes, bursts of log lines and pictures of `top` on the whole screen in any order leave
/// the typed text whole and every log line once, each source's in its order.
class ScreenTerminalProperties {
    /// What each picture of `top` has, and no log line and no typed text.
    private static final List<String> OF_TOP = List.of("q quit", "Jobber.Supervisor");

    /// Escape closes what is open in `top`, and `q` leaves it.
    private static final String CLOSE_AND_LEAVE = "\u001bq";

    private static final Pattern LOG_LINE = Pattern.compile("\\[info] source (\\d) line (\\d+)\\b");

    /// What happens to a terminal.
    sealed interface Step {
        /// A key is pressed.
        record Key(char key) implements Step {}

        /// The last character is taken back.
        record Backspace() implements Step {}

        /// The window gets another size.
        record Resize(int columns, int rows) implements Step {}

        /// A source logs some lines.
        record Burst(int source, int lines) implements Step {}

        /// The line is entered; then `top` has the whole screen while all this happens to it.
        record Top(List<Step> meanwhile) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> key =
                Arbitraries.chars().with("abcdefghijklmnoprstuvwxyz -").map(Step.Key::new);
        Arbitrary<Step> backspace = Arbitraries.just(new Step.Backspace());
        Arbitrary<Step> resize =
                Combinators.combine(
                                Arbitraries.integers().between(40, 100),
                                Arbitraries.integers().between(4, 20))
                        .as(Step.Resize::new);
        Arbitrary<Step> burst =
                Combinators.combine(
                                Arbitraries.integers().between(0, 2),
                                Arbitraries.integers().between(1, 30))
                        .as(Step.Burst::new);
        Arbitrary<Step> top =
                Arbitraries.frequencyOf(Tuple.of(3, key), Tuple.of(2, resize), Tuple.of(2, burst))
                        .list()
                        .ofMaxSize(10)
                        .map(Step.Top::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(1, top),
                        Tuple.of(8, key),
                        Tuple.of(1, backspace),
                        Tuple.of(1, resize),
                        Tuple.of(3, burst))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 100)
    void the_typed_text_is_whole_and_every_log_line_is_there_once_and_in_order(
            @ForAll("steps") List<Step> steps) throws IOException, InterruptedException {
        try (var folder = TestFolder.create();
                var shell =
                        new VirtualShell(
                                80,
                                10,
                                false,
                                (_, _) -> List.of(),
                                folder.path().resolve("history"))) {
            var typed = new StringBuilder();
            var logged = new TreeMap<Integer, Integer>();
            for (Step step : steps) {
                switch (step) {
                    case Step.Key(char key) -> {
                        typed.append(key);
                        shell.type(String.valueOf(key));
                    }
                    case Step.Backspace() -> {
                        if (!typed.isEmpty()) {
                            typed.setLength(typed.length() - 1);
                            shell.type("\u007f");
                        }
                    }
                    case Step.Resize(int columns, int rows) -> shell.resize(columns, rows);
                    case Step.Burst(int source, int lines) -> log(shell, logged, source, lines);
                    case Step.Top(List<Step> meanwhile) -> {
                        enter(shell, typed, meanwhile, logged);
                        typed.setLength(0);
                    }
                }
            }
            // The last key is one that no step presses: when it has arrived, all have.
            shell.type("Z");
            String text = typed.append('Z').toString();
            shell.awaitTyped(text);
            shell.console().print("end");

            assertThat(shell.lineBeingTyped()).as(shell.toString()).isEqualTo(text);
            assertThat(linesBySource(shell)).as(shell.toString()).isEqualTo(expected(logged));
            assertThat(shell.shown()).doesNotContain(OF_TOP);
            shell.type("\r");
            assertThat(shell.nextRead()).isEqualTo(new Read.Line(text));
        }
    }

    /// Enters the line that is being typed, and a line that shows `top`.
    private static void enter(
            VirtualShell shell,
            CharSequence typed,
            List<Step> meanwhile,
            Map<Integer, Integer> logged)
            throws InterruptedException {
        try (var tree = new TreeOfProcesses()) {
            var view = new WatchedView(top(tree));
            show(shell, typed, view);
            for (Step step : meanwhile) {
                int before = view.pictures();
                switch (step) {
                    case Step.Key(char key) -> shell.type(String.valueOf(key));
                    case Step.Resize(int columns, int rows) -> shell.resize(columns, rows);
                    case Step.Burst(int source, int lines) -> {
                        log(shell, logged, source, lines);
                        tree.idle();
                        shell.type("t");
                    }
                    case Step.Backspace _, Step.Top _ -> {}
                }
                shell.awaitThat(() -> view.pictures() > before);
            }
            shell.type(CLOSE_AND_LEAVE);
            assertThat(shell.nextRead()).isEqualTo(new Read.Line("TOP"));
            shell.awaitPrompt();
            assertThat(view.pressed()).isEqualTo(pressed(meanwhile));
        }
    }

    private static FullScreen top(TreeOfProcesses tree) {
        var options = new TopView.Options(SortKey.START, "", 0, Duration.ofMillis(1));
        return new TopView(tree.observer(), options, ZoneOffset.UTC)
                .screen(NothingHappens.INSTANCE, new Style(80, true, true));
    }

    private static List<Key> pressed(List<Step> meanwhile) {
        var pressed = new ArrayList<Key>();
        for (Step step : meanwhile) {
            switch (step) {
                case Step.Key(char key) -> pressed.add(new Key.Typed(String.valueOf(key)));
                case Step.Burst _ -> pressed.add(new Key.Typed("t"));
                case Step.Resize _, Step.Backspace _, Step.Top _ -> {}
            }
        }
        pressed.add(Key.Special.ESCAPE);
        pressed.add(new Key.Typed("q"));
        return pressed;
    }

    private static void show(VirtualShell shell, CharSequence typed, WatchedView view)
            throws InterruptedException {
        shell.runs(line -> {
            if (line.equals("TOP")) {
                assertThat(shell.lines().show(view)).isTrue();
            }
        });
        shell.type("\r");
        assertThat(shell.nextRead()).isEqualTo(new Read.Line(typed.toString()));
        shell.awaitPrompt();
        shell.type("TOP\r");
        shell.awaitThat(() -> view.pictures() > 0);
    }

    private static void log(
            VirtualShell shell, Map<Integer, Integer> logged, int source, int lines) {
        int first = logged.getOrDefault(source, 0);
        for (int i = first; i < first + lines; i++) {
            shell.gateway().log(LogLevel.INFO, "source " + source + " line " + i);
        }
        logged.put(source, first + lines);
    }

    private static Map<Integer, List<Integer>> expected(Map<Integer, Integer> logged) {
        var expected = new TreeMap<Integer, List<Integer>>();
        logged.forEach((source, count) -> {
            var lines = new ArrayList<Integer>();
            for (int i = 0; i < count; i++) {
                lines.add(i);
            }
            expected.put(source, lines);
        });
        return expected;
    }

    private static Map<Integer, List<Integer>> linesBySource(VirtualShell shell) {
        var found = new TreeMap<Integer, List<Integer>>();
        for (String row : shell.rows()) {
            Matcher line = LOG_LINE.matcher(row);
            while (line.find()) {
                found.computeIfAbsent(Integer.valueOf(line.group(1)), _ -> new ArrayList<>())
                        .add(Integer.valueOf(line.group(2)));
            }
        }
        return found;
    }
}
