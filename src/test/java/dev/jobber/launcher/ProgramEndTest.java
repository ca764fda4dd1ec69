package dev.jobber.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever ends a job, no process of its program is left: counted from outside, for programs that
/// do what they can not to be found or ended.
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class ProgramEndTest {
    /// Each makes a file when all its processes run, and runs until it is ended.
    private static final List<String> PROGRAMS =
            List.of(
                    // ignores every request
                    "trap '' TERM INT HUP; touch up.$1; while :; do sleep 1; done",
                    // its leader ends when asked, its child does not
                    "(trap '' TERM; touch up.$1; while :; do sleep 1; done) & wait",
                    // an orphan
                    "(sh -c 'touch up.$1; while :; do sleep 1; done' x $1 &); while :; do sleep 1; done",
                    // a child in a session of its own
                    "setsid sh -c 'touch up.$1; while :; do sleep 1; done' x $1 & wait",
                    // an orphan in a session of its own: the double fork of a daemon
                    "(setsid sh -c 'touch up.$1; while :; do sleep 1; done' x $1 >/dev/null 2>&1 &); while :; do sleep 1; done",
                    // a child without the environment, known by its words
                    "env -i PATH=\"$PATH\" sh -c 'touch up.$1; while :; do sleep 1; done' x $1 $2 & wait",
                    // stopped
                    "(touch up.$1; kill -STOP $(exec sh -c 'echo $PPID'); while :; do sleep 1; done) & wait");

    /// Prints how many processes have the mark. It is not among the words of this program itself.
    private static final String COUNT =
            """
            start-job sh --id left -c 'echo left: $(cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" "\\n" | grep -a -c -F -f mark)'
            await left
            output left
            """;

    /// What ends the jobs.
    enum Way {
        STOP("stop %s"),
        KILL("kill %s; await %s"),
        TERMINATE_CHILD("terminate-child JobRunner $%s"),
        TIMEOUT("await %s"),
        NORMAL_END("await %s"),
        CRASH("await %s"),
        QUIT("quit"),
        END_OF_SCRIPT(""),
        SIGTERM("start-job sh -c 'kill -TERM $PPID'; sleep 1m"),
        SIGHUP("start-job sh -c 'kill -HUP $PPID'; sleep 1m"),
        SIGKILL("start-job sh -c 'kill -KILL $PPID'; sleep 1m");

        private final String line;

        Way(String line) {
            this.line = line;
        }

        boolean isForEachJob() {
            return line.contains("%s");
        }

        /// How the leader of the program ends by itself, if it does.
        String leader() {
            return switch (this) {
                case NORMAL_END -> "exit 0";
                case CRASH -> "kill -KILL $$";
                default -> "wait";
            };
        }

        int exitCode() {
            return switch (this) {
                case SIGTERM -> 143;
                case SIGHUP -> 129;
                case SIGKILL -> 137;
                default -> 0;
            };
        }
    }

    @TempDir private Path folder;
    private final String mark = UUID.randomUUID().toString();

    @BeforeAll
    static void build() {
        BuiltProgram.build();
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_left(Way way) throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/environ")));
        for (int i = 0; i < PROGRAMS.size(); i++) {
            Files.writeString(folder.resolve("p" + i), PROGRAMS.get(i) + "\n# " + mark + "\n");
        }
        Files.writeString(folder.resolve("leader"), leader(way));
        Files.writeString(folder.resolve("script"), script(way));
        Files.writeString(folder.resolve("mark"), mark);
        SortedMap<String, String> environment = BuiltProgram.environment();
        environment.put("HOME", folder.toString());

        LauncherRun.Ending ending =
                LauncherRun.of(
                                folder,
                                environment,
                                List.of(
                                        "sh",
                                        "-c",
                                        BuiltProgram.PATH
                                                + " --no-rc --log-level off -f script >out 2>&1; code=$?; cat out; exit $code"))
                        .endsWith(way.exitCode());

        if (way.isForEachJob()) {
            assertThat(ending.out()).endsWith("left: 0\n");
        }
        if (way == Way.SIGKILL) {
            awaitNothingLeft(); // the guardian has some seconds
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void a_program_without_descriptors_is_a_crash_that_says_so() throws IOException {
        var script = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            script.append("start-job sh --id s")
                    .append(i)
                    .append(" --direct --restart temporary -- sleep 3\n");
        }
        script.append(
                """
                await s39
                jobs --failed
                await
                start-job sh --id after -- echo still there
                await after
                output after
                """);
        Files.writeString(folder.resolve("script"), script);
        SortedMap<String, String> environment = BuiltProgram.environment();

        LauncherRun.Ending ending =
                LauncherRun.of(
                                folder,
                                environment,
                                List.of(
                                        "sh",
                                        "-c",
                                        "ulimit -n 64; exec "
                                                + BuiltProgram.PATH
                                                + " --no-rc --log-level off -f script"))
                        .endsWith(0);

        assertThat(ending.out())
                .contains("cannot start sleep: too many files are open; raise 'ulimit -n'")
                .endsWith("still there\n");
        assertThat(ending.err()).isEmpty();
    }

    /// Runs a program in its arguments, and does what the way wants once all are up.
    private static String leader(Way way) {
        if (way.leader().equals("wait")) {
            return "exec sh ./p$1 $1 $2\n";
        }
        return "sh ./p$1 $1 $2 &\nuntil [ -e all ]; do sleep 0.05; done\n" + way.leader() + "\n";
    }

    private String script(Way way) {
        var script = new StringBuilder();
        for (int i = 0; i < PROGRAMS.size(); i++) {
            script.append("j")
                    .append(i)
                    .append(" = start-job sh --id j")
                    .append(i)
                    .append(" --grace 200ms --retries 0 --direct --restart temporary")
                    .append(way == Way.TIMEOUT ? " --timeout 15s" : "")
                    .append(" --env PROOF=")
                    .append(mark)
                    .append(" -- sh ./leader ")
                    .append(i)
                    .append(" ")
                    .append(mark)
                    .append('\n');
        }
        script.append("start-job sh --id up -c 'until [ $(ls | grep -c ^up) = ")
                .append(PROGRAMS.size())
                .append(" ]; do sleep 0.05; done; touch all'\nawait up\n");
        if (way.isForEachJob()) {
            for (int i = 0; i < PROGRAMS.size(); i++) {
                script.append(way.line.replace("%s", "j" + i)).append('\n');
            }
            script.append(COUNT);
        } else {
            script.append(way.line).append('\n');
        }
        return script.toString();
    }

    private void awaitNothingLeft() {
        while (!left().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /// The processes that have the mark in their environment or among their words.
    private List<String> left() {
        var found = new ArrayList<String>();
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path process : processes) {
                String environment = read(process.resolve("environ"));
                String words = read(process.resolve("cmdline"));
                if (environment.contains(mark) || words.contains(mark)) {
                    found.add(process.getFileName() + " " + words.replace('\0', ' '));
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return found.stream().collect(Collectors.toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
