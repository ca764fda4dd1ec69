package dev.jobber.attach.client;

import dev.jobber.attach.AttachException;
import dev.jobber.attach.Frame;
import dev.jobber.attach.FrameType;
import dev.jobber.attach.Hello;
import dev.jobber.attach.SocketFolder;
import dev.jobber.attach.Status;
import dev.jobber.attach.Version;
import dev.jobber.attach.WindowSize;
import dev.jobber.attach.Wire;
import dev.jobber.job.policy.DurationText;
import dev.jobber.shell.result.Durations;
import dev.jobber.shell.result.Rendering;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// The commands of a terminal that concern a tree which runs in another program: `attach`, `ps`,
/// `shutdown`, and lines with `-N`.
public final class Client {
    /// For half a second.
    private static final int LOOKS = 10;

    private static final long BETWEEN_LOOKS = 50_000_000L;

    private static final int USAGE = 2;

    /// How long a tree may take to say how it is.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ClientLine line;
    private final Map<String, String> environment;
    private final Path directory;
    private final PrintStream out;
    private final PrintStream err;

    /// @param directory the working folder
    /// @param out standard output, which is in the charset of the locale
    public Client(
            ClientLine line,
            Map<String, String> environment,
            Path directory,
            PrintStream out,
            PrintStream err) {
        this.line = line;
        this.environment = environment;
        this.directory = directory;
        this.out = out;
        this.err = err;
    }

    /// Does what the line says.
    ///
    /// @return the exit code
    public int run() {
        try {
            return switch (line.verb()) {
                case RUN -> visit(line.name().orElseThrow());
                case ATTACH -> attach();
                case PS -> list();
                case SHUTDOWN -> shutDown();
            };
        } catch (AttachException wrong) {
            return complain(wrong.exitCode(), wrong.sentence());
        } catch (ShellException wrong) {
            return complain(USAGE, wrong.error().sentence());
        } catch (IOException broken) {
            return complain(1, "the tree cannot be reached: " + broken.getMessage());
        }
    }

    private int complain(int exitCode, String sentence) {
        err.println("jobber: " + sentence);
        return exitCode;
    }

    private SocketFolder folder() throws IOException {
        return SocketFolder.of(environment);
    }

    private int attach() throws IOException {
        if (!ClientTerminal.isTerminal(0)) {
            return complain(
                    USAGE,
                    "'jobber attach' needs a terminal (a pipe or a script is for jobber -N NAME)");
        }
        return visit(line.name().isPresent() ? line.name().get() : onlyOne());
    }

    /// The name of the only tree that runs.
    private String onlyOne() throws IOException {
        List<String> names = trees().stream().map(Tree::name).toList();
        if (names.size() == 1) {
            return names.getFirst();
        }
        throw new AttachException(
                USAGE,
                names.isEmpty()
                        ? "no tree runs here (start one with 'jobber --name NAME')"
                        : "which tree? These run here: " + String.join(", ", names));
    }

    private int visit(String name) throws IOException {
        try (Wire wire = Link.to(folder(), name)) {
            var words = new ArrayList<String>(line.words());
            Optional<InputStream> input = givenFile(words);
            return new ClientSession(wire, name, () -> runs(name), input)
                    .run(hello(Hello.Purpose.RUN, words));
        }
    }

    /// Whether the tree runs. A program that is killed loses its connections first and the socket
    /// that it listens on a moment later, so it is asked more than once.
    private boolean runs(String name) {
        for (int look = 0; look < LOOKS; look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            try (Wire _ = Link.to(folder(), name)) {
                // It takes clients: so far it runs.
            } catch (IOException ended) {
                return false;
            }
        }
        return true;
    }

    /// A file that is open in this program alone, as the shell's `<(command)` is, cannot be opened
    /// by the tree's program. Its text goes there as standard input does.
    private static Optional<InputStream> givenFile(List<String> words) throws IOException {
        int option = ClientLine.placeOf("-f", words);
        if (option < 0 || option + 1 == words.size()) {
            return Optional.empty();
        }
        String file = words.get(option + 1);
        if (!file.startsWith("/dev/") && !file.startsWith("/proc/self/")) {
            return Optional.empty();
        }
        words.set(option + 1, "-");
        return Optional.of(Files.newInputStream(Path.of(file)));
    }

    private Hello hello(Hello.Purpose purpose, List<String> words) {
        boolean isTerminal = ClientTerminal.isTerminal(0);
        return new Hello(
                Version.text(),
                purpose,
                words,
                new Hello.Place(
                        environment,
                        directory.toAbsolutePath().toString(),
                        ProcessHandle.current().pid()),
                new Hello.Terminal(
                        isTerminal ? ClientTerminal.name().orElse("") : "",
                        isTerminal ? ClientTerminal.size() : WindowSize.UNKNOWN,
                        new Hello.Streams(
                                isTerminal,
                                ClientTerminal.isTerminal(1),
                                ClientTerminal.isTerminal(2))));
    }

    /// A tree that answers.
    private record Tree(String name, Status status) {
        Value.Fields row() {
            return Value.Fields.none()
                    .with("name", name)
                    .with("pid", status.pid())
                    .with("uptime_ms", status.uptimeMillis())
                    .with("version", status.version())
                    .with("jobs", status.jobs())
                    .with("attached", status.attached());
        }

        Value.Fields shown() {
            return Value.Fields.none()
                    .with("name", name)
                    .with("pid", status.pid())
                    .with(
                            "uptime",
                            DurationText.format(
                                    Duration.ofSeconds(
                                            TimeUnit.MILLISECONDS.toSeconds(
                                                    status.uptimeMillis()))))
                    .with("version", status.version())
                    .with("jobs", status.jobs())
                    .with("attached", status.attached());
        }
    }

    /// The trees that answer; of one that runs and does not, the user is told. A socket that a
    /// killed program has left behind is no tree.
    private List<Tree> trees() throws IOException {
        var trees = new ArrayList<Tree>();
        for (String name : folder().names()) {
            Wire wire;
            try {
                wire = Link.to(folder(), name);
            } catch (IOException gone) {
                continue;
            }
            try (wire) {
                closeLate(wire);
                Link.greet(wire, hello(Hello.Purpose.STATUS, List.of()));
                Optional<Frame> answer = wire.read();
                if (answer.isPresent() && answer.get().type() == FrameType.STATUS) {
                    trees.add(new Tree(name, Status.of(answer.get())));
                } else if (answer.isPresent() && answer.get().type() == FrameType.REFUSED) {
                    err.println("jobber: " + answer.get().ending().sentence());
                }
            } catch (AttachException wrong) {
                err.println("jobber: " + name + ": " + wrong.sentence());
            } catch (IOException silent) {
                err.println("jobber: " + name + ": the tree does not answer");
            }
        }
        return trees;
    }

    /// A program that is stopped, or hangs, answers nothing.
    private static void closeLate(Wire wire) {
        Thread.ofPlatform()
                .daemon()
                .name("jobber-late")
                .start(() -> {
                    try {
                        Thread.sleep(PATIENCE);
                        wire.close();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private int list() throws IOException {
        boolean isJson = false;
        for (int i = 0; i < line.words().size(); i++) {
            String word = line.words().get(i);
            boolean isLong = word.equals("-o") || word.equals("--output");
            String format =
                    isLong && i + 1 < line.words().size()
                            ? line.words().get(i + 1)
                            : word.replaceFirst("^(-o|--output)=?", "");
            i += isLong ? 1 : 0;
            if (!word.startsWith("-o") && !word.startsWith("--output")
                    || !List.of("json", "text").contains(format)) {
                return complain(USAGE, "'jobber ps' takes -o text or -o json, got: " + word);
            }
            isJson = format.equals("json");
        }
        List<Tree> trees = trees();
        if (isJson) {
            var rows = new Value.Rows(trees.stream().<Value>map(Tree::row).toList());
            out.println(Value.Fields.none().with("ok", rows).toJson());
        } else {
            var rows = new Value.Rows(trees.stream().<Value>map(Tree::shown).toList());
            out.println(Rendering.of(rows).text(Style.PLAIN));
        }
        return 0;
    }

    private int shutDown() throws IOException {
        if (line.name().isEmpty()) {
            String names = trees().stream().map(Tree::name).collect(Collectors.joining(", "));
            return complain(
                    USAGE,
                    "'jobber shutdown' needs the name of a tree ("
                            + (names.isEmpty() ? "none runs here" : "these run here: " + names)
                            + ")");
        }
        Optional<Duration> timeout = timeout();
        String name = line.name().get();
        try (Wire wire = Link.to(folder(), name)) {
            Link.greet(
                    wire,
                    hello(
                            Hello.Purpose.SHUTDOWN,
                            timeout.stream().map(most -> "" + most.toMillis()).toList()));
            for (Optional<Frame> answer = wire.read(); answer.isPresent(); answer = wire.read()) {
                FrameType type = answer.get().type();
                if (type == FrameType.REFUSED || type == FrameType.END) {
                    Frame.Ending ending = answer.get().ending();
                    return ending.sentence().isEmpty()
                            ? ending.exitCode()
                            : complain(ending.exitCode(), ending.sentence());
                }
            }
            return complain(1, "the program of the tree '" + name + "' ended before its tree did");
        }
    }

    private Optional<Duration> timeout() throws AttachException {
        List<String> words = line.words();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String first = words.getFirst();
        if (first.equals("--timeout") && words.size() == 2) {
            return Optional.of(Durations.parse(words.get(1)));
        }
        if (first.startsWith("--timeout=") && words.size() == 1) {
            return Optional.of(Durations.parse(first.substring("--timeout=".length())));
        }
        throw new AttachException(
                USAGE, "'jobber shutdown NAME' takes --timeout D only, got: " + first);
    }
}
