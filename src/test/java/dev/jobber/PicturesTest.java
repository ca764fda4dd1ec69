package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.otp.ManualClock;
import dev.jobber.shell.log.LogEvents;
import dev.jobber.shell.log.LogWriter;
import dev.jobber.shell.terminal.PictureScreen;
import dev.jobber.shell.terminal.PictureScreen.Cell;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/// The pictures of README are what the program draws today. `scripts/pictures` draws them anew.
///
/// Pids are numbered in the order in which they appear, and each time of day is a second later than
/// the one before it, so that the same picture comes of each run.
@Timeout(120)
class PicturesTest {
    private static final Path PICTURES = Path.of("src/site/resources/pictures");
    private static final boolean RECORDS = "yes".equals(System.getenv("RECORD_PICTURES"));

    private static final Pattern PID = Pattern.compile("(?<=<0\\.|&lt;0\\.)\\d{3}(?=\\.0)");

    /// There are more of them while the JDK's Flight Recorder runs.
    private static final Pattern FRAMES = Pattern.compile("\\d+(?= frames of)");

    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "HOME", "/nowhere",
                    "LANG", "C.UTF-8",
                    "TERM", "xterm-256color",
                    "TZ", "UTC");

    @TempDir private Path folder;

    private static void compare(String name, String drawn) throws Exception {
        Path file = PICTURES.resolve(name);
        if (RECORDS) {
            Files.createDirectories(PICTURES);
            Files.writeString(file, drawn.stripTrailing() + "\n");
        }
        assertThat(drawn.stripTrailing() + "\n")
                .as("%s; scripts/pictures draws it anew", file)
                .isEqualTo(Files.readString(file));
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(drawn)));
    }

    @Test
    void the_tree() throws Exception {
        Path file = folder.resolve("tree.svg");
        ProgramRun run =
                ProgramRun.of(
                        Path.of(""),
                        ENVIRONMENT,
                        """
                        start-job good --id monday --type import
                        start-job bad --id mail --type send_email
                        start-job doomed --id doom
                        sleep 7s
                        tree --format svg -o %s
                        """
                                .formatted(file)
                                .getBytes(StandardCharsets.UTF_8),
                        List.of());

        assertThat(run.exitCode()).as(run.err()).isZero();
        compare("tree.svg", numbered(Files.readString(file)));
    }

    @Test
    void a_timeline() throws Exception {
        Path file = folder.resolve("timeline.svg");
        ProgramRun run =
                ProgramRun.of(
                        Path.of(""),
                        ENVIRONMENT,
                        """
                        limit import 1
                        type import --when-full queue
                        start-job good --id monday --type import
                        start-job good --id tuesday --type import
                        start-job bad --id mail --max-retries 2 --sleep 3s
                        start-job doomed --id doom --sleep 4s
                        sleep 30s
                        timeline --format svg -o %s
                        """
                                .formatted(file)
                                .getBytes(StandardCharsets.UTF_8),
                        List.of());

        assertThat(run.exitCode()).as(run.err()).isZero();
        compare("timeline.svg", numbered(Files.readString(file)));
    }

    private static String numbered(String text) {
        var numbers = new HashMap<String, String>();
        return PID.matcher(text)
                .replaceAll(pid ->
                        numbers.computeIfAbsent(
                                pid.group(), _ -> String.valueOf(101 + numbers.size())));
    }

    @Test
    void a_session() throws Exception {
        try (var screen = new PictureScreen(84, 16)) {
            var clock = new ManualClock();
            Thread program = Thread.ofPlatform().daemon().start(() -> run(screen, clock));
            screen.awaitShown("jobber> ");
            enter(screen, "first = start-job good --type import", "id c9Uau9g");
            enter(screen, "start-job doomed --id doom --sleep 8s", "id doom");
            enter(screen, "running", "import");
            var begun = "start-job bad --type ";
            screen.type(begun);
            screen.awaitTyped(begun);
            clock.advance(Duration.ofSeconds(5));
            screen.awaitShown("Job exiting c9Uau9g");
            clock.advance(Duration.ofSeconds(3));
            screen.awaitShown("logs --job doom");
            compare(
                    "session.svg",
                    ScreenSvg.of(
                            "A session of jobber: log lines appear above the line that is being typed",
                            stable(screen.rows())));
            screen.type("\u0003");
            screen.type("quit\r");
            program.join(Duration.ofSeconds(30));
        }
    }

    private static void enter(PictureScreen screen, String line, String answer) {
        screen.type(line + "\r");
        screen.awaitShown(answer);
    }

    private void run(PictureScreen screen, ManualClock clock) {
        var streams =
                new Host.Streams(
                        new ByteArrayInputStream(new byte[0]),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        new Host.AreTerminals(() -> true, () -> true, () -> true));
        HashMap<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put("XDG_STATE_HOME", folder.toString());
        var host =
                new Host(
                        streams,
                        new Host.Place(environment, Path.of("").toAbsolutePath()),
                        new Host.Machine(clock, clock::advance, new Random(1)),
                        new Host.Hooks(
                                (log, subjects) -> {
                                    LogWriter.connect(log);
                                    return new LogEvents(log, subjects);
                                },
                                (_, _) -> {},
                                _ -> screen.session(),
                                Optional::empty,
                                _ -> {}));
        int code = new Program(host).run(List.of());
        assertThat(code).isZero();
    }

    /// Rows with stable pids, times and numbers of frames.
    private static List<List<Cell>> stable(List<List<Cell>> rows) {
        var numbers = new HashMap<String, String>();
        var second = new AtomicInteger(20);
        var stable = new ArrayList<List<Cell>>();
        for (List<Cell> row : rows) {
            List<Cell> cells =
                    replaced(
                            row,
                            PID,
                            pid ->
                                    numbers.computeIfAbsent(
                                            pid.group(),
                                            _ -> String.valueOf(101 + numbers.size())));
            cells = replaced(cells, FRAMES, _ -> "8");
            stable.add(
                    replaced(
                            cells,
                            TIME,
                            _ -> "17:05:%02d.000".formatted(second.getAndIncrement())));
        }
        return stable;
    }

    private static List<Cell> replaced(
            List<Cell> row, Pattern pattern, Function<MatchResult, String> by) {
        var text = new StringBuilder();
        row.forEach(cell -> text.append((char) cell.character()));
        var cells = new ArrayList<Cell>();
        int from = 0;
        for (MatchResult match : pattern.matcher(text).results().toList()) {
            cells.addAll(row.subList(from, match.start()));
            by.apply(match)
                    .chars()
                    .forEach(each -> cells.add(new Cell(each, row.get(match.start()).look())));
            from = match.end();
        }
        cells.addAll(row.subList(from, row.size()));
        return cells;
    }
}
