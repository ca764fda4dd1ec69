package dev.jobber.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.console.Key;
import dev.jobber.shell.console.Prompt.Read;
import dev.jobber.shell.log.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// Keys, resizes, bursts of log lines and views on the whole screen in any order leave the typed
/// text whole and every log line once, each source's in its order.
class ScreenTerminalProperties {
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

        /// The line is entered; then a view has the whole screen while all this happens to it.
        record View(List<Step> meanwhile) implements Step {}
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
        Arbitrary<Step> view =
                Arbitraries.frequencyOf(Tuple.of(3, key), Tuple.of(2, resize), Tuple.of(2, burst))
                        .list()
                        .ofMaxSize(10)
                        .map(Step.View::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(1, view),
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
        Path history = Files.createTempDirectory("jobber").resolve("history");
        try (var shell = new VirtualShell(80, 10, false, (_, _) -> List.of(), history)) {
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
                    case Step.View(List<Step> meanwhile) -> {
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
            assertThat(shell.shown()).doesNotContain(CountingView.MARK);
            shell.type("\r");
            assertThat(shell.nextRead()).isEqualTo(new Read.Line(text));
        }
    }

    /// Enters the line that is being typed, and a line that shows a view.
    private static void enter(
            VirtualShell shell,
            CharSequence typed,
            List<Step> meanwhile,
            Map<Integer, Integer> logged)
            throws InterruptedException {
        var view = new CountingView("view " + logged);
        shell.runs(line -> {
            if (line.equals("VIEW")) {
                assertThat(shell.lines().show(view)).isTrue();
            }
        });
        shell.type("\r");
        assertThat(shell.nextRead()).isEqualTo(new Read.Line(typed.toString()));
        shell.awaitPrompt();
        shell.type("VIEW\r");
        shell.awaitThat(() -> view.pictures() > 0);
        var pressed = new ArrayList<Key>();
        for (Step step : meanwhile) {
            switch (step) {
                case Step.Key(char key) -> {
                    pressed.add(new Key.Typed(String.valueOf(key)));
                    shell.type(String.valueOf(key));
                }
                case Step.Resize(int columns, int rows) -> shell.resize(columns, rows);
                case Step.Burst(int source, int lines) -> log(shell, logged, source, lines);
                case Step.Backspace _, Step.View _ -> {}
            }
            int before = view.pictures();
            shell.awaitThat(() -> view.pictures() > before);
        }
        shell.type("q");
        assertThat(shell.nextRead()).isEqualTo(new Read.Line("VIEW"));
        shell.awaitPrompt();
        pressed.add(new Key.Typed("q"));
        assertThat(view.pressed()).isEqualTo(pressed);
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
