package dev.jobber.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The real program at the edges of a machine: odd streams, odd locales, odd files, odd options of
/// the JVM. Whatever happens, the user sees what was asked for, or one sentence.
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class EdgeTest {
    @TempDir private Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeAll
    static void build() {
        BuiltProgram.build();
    }

    /// Runs a line of `sh` in which `$J` is the program.
    private LauncherRun sh(String line) {
        SortedMap<String, String> all = BuiltProgram.environment();
        all.keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        all.put("HOME", folder.toString());
        all.put("J", BuiltProgram.PATH + " --no-rc");
        all.put("JOBBER", BuiltProgram.PATH.toString());
        all.putAll(environment);
        return LauncherRun.of(folder, all, List.of("sh", "-c", line));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # line                                | code | output | complaint
                    $J --version >/dev/full               | 1 | '' | jobber: standard output cannot be written: No space left on device
                    $J --help >/dev/full                  | 1 | '' | jobber: standard output cannot be written: No space left on device
                    $J -c 'echo a' >/dev/full             | 1 | '' | error: standard output cannot be written: No space left on device
                    $J -c 'echo a' >&-                    | 1 | '' | error: standard output cannot be written: Bad file descriptor
                    $J --version >&-                      | 1 | '' | jobber: standard output cannot be written: Bad file descriptor
                    $J -c 'echo a' >&- 2>&-               | 1 | '' | ''
                    $J -c 'echo a; bogus' 2>&-            | 2 | a  | ''
                    $J -c 'echo a; bogus' 2>/dev/full     | 2 | a  | ''
                    $J --bogus >&- 2>&- <&-               | 2 | '' | ''
                    $J -c 'echo a' <&-                    | 0 | a  | ''
                    $J <&-                                | 2 | '' | error: eio: cannot read standard input: Bad file descriptor
                    $J -f - <&-                           | 2 | '' | error: eio: cannot read standard input: Bad file descriptor
                    $J 0>out                              | 2 | '' | error: eio: cannot read standard input: Bad file descriptor
                    $J </                                 | 2 | '' | error: eio: cannot read standard input: Is a directory
                    $J </dev/null                         | 0 | '' | ''
                    $J </dev/zero                         | 2 | '' | error: eio: cannot read standard input: it has a line that is longer than 16 MB
                    $J -f /dev/zero                       | 2 | '' | error: eio: cannot read '/dev/zero': it has a line that is longer than 16 MB
                    $J -c 'source /dev/zero'              | 1 | '' | -c:1:1: eio: cannot read '/dev/zero': it is larger than 16 MB
                    $J -f /                               | 2 | '' | error: eisdir: cannot read '/': it is a folder
                    $J -f ''                              | 2 | '' | error: eisdir: cannot read '': it is a folder
                    printf '\\377\\376a\\0' > u; $J --check u | 2 | '' | error: eio: cannot read 'u': it is UTF-16; save it as UTF-8
                    printf 'a\\0' > n; $J --check n       | 2 | '' | error: eio: cannot read 'n': it is not text (a NUL at byte 2)
                    $J --check none                       | 2 | '' | error: enoent: cannot read 'none': there is no such file
                    """)
    void a_stream_or_file_that_does_not_work_is_one_sentence(
            String line, int exitCode, String output, String complaint) {
        LauncherRun.Ending ending = sh(line).endsWith(exitCode);

        assertThat(ending.out().strip()).isEqualTo(output);
        assertThat(ending.err().strip()).isEqualTo(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "-c 'echo a; echo b'", "help"})
    void a_reader_that_goes_away_is_no_error(String arguments) {
        LauncherRun.Ending ending =
                sh("{ { $J " + arguments + "; echo $? >&3; } | sleep 0; } 3>code; cat code")
                        .endsWith(0);

        // It may have written everything before its reader went.
        assertThat(ending.out().strip()).isIn("0", "141");
        assertThat(ending.err()).isEmpty();
    }

    @ParameterizedTest(name = "LC_ALL={0}")
    @ValueSource(strings = {"", "C", "POSIX", "C.UTF-8", "en_US.UTF-8", "tr_TR.UTF-8", "nonsense"})
    void text_and_names_are_utf_8_in_any_locale(String locale) throws IOException {
        environment.put("LC_ALL", locale);
        environment.put("WORD", "naïve☃");
        Files.createDirectories(folder.resolve("é 漢"));
        Files.writeString(folder.resolve("é 漢/jobber.rc"), "x = echo rc\nsource ü\n");
        Files.writeString(folder.resolve("é 漢/ü"), "y = echo ü\n");

        assertThat(sh("$J -c 'echo é漢😀 I $WORD'").succeeds()).isEqualTo("é漢😀 I naïve☃\n");
        assertThat(sh("echo 'echo é漢😀' | $J").succeeds()).isEqualTo("é漢😀\n");
        assertThat(sh("cd 'é 漢' && $JOBBER -c 'echo $x $y'").succeeds()).isEqualTo("rc ü\n");
        assertThat(sh("$JOBBER --rc 'é 漢/jobber.rc' -c 'echo $x $y'").succeeds())
                .isEqualTo("rc ü\n");
        assertThat(
                        sh("mv 'é 漢/jobber.rc' 'é 漢/.jobber.rc'; HOME=$PWD/'é 漢' $JOBBER -c 'echo $y ~'")
                                .succeeds())
                .isEqualTo("ü " + folder + "/é 漢\n");
    }

    @ParameterizedTest(name = "LC_ALL={0}")
    @ValueSource(strings = {"", "C", "POSIX"})
    void a_tree_is_drawn_in_ascii_in_the_c_locale(String locale) {
        environment.put("LC_ALL", locale);
        environment.put("LANG", "");

        assertThat(sh("$J -c tree").succeeds()).contains("`-- JobRunner").doesNotContain("─");
    }

    @ParameterizedTest(name = "LC_ALL={0}")
    @ValueSource(strings = {"C", "C.UTF-8"})
    void bytes_that_are_no_text_go_through(String locale) {
        environment.put("LC_ALL", locale);
        var name = "$(printf 'a\\351\\377')";

        assertThat(sh("$J echo \"" + name + "\" | od -An -tx1").succeeds().strip())
                .isEqualTo("61 e9 ff 0a");
        assertThat(sh("X=\"" + name + "\" $J -c 'echo $X' | od -An -tx1").succeeds().strip())
                .isEqualTo("61 e9 ff 0a");
        assertThat(
                        sh("mkdir \""
                                        + name
                                        + "\"; cd \""
                                        + name
                                        + "\"; echo 'x = echo here' > jobber.rc; echo 'source jobber.rc' > s;"
                                        + " $JOBBER -c 'echo $x'; cd ..; $J -f \""
                                        + name
                                        + "/s\" && echo ran")
                                .succeeds())
                .matches("(here\n)+ran\n");
    }

    @Test
    void the_charset_of_the_locale_is_that_of_words_files_and_answers() {
        environment.put("LC_ALL", "de_DE.ISO-8859-1");

        assertThat(sh("$J -c \"$(printf 'echo \\351')\" | od -An -tx1").succeeds().strip())
                .isEqualTo("e9 0a");
        assertThat(sh("printf 'echo \\351\\n' > s; $J -f s | od -An -tx1").succeeds().strip())
                .isEqualTo("e9 0a");
        assertThat(sh("$J -o json -c \"$(printf 'echo \\351')\"").succeeds())
                .isEqualTo("{\"ok\": \"\\u00e9\"}\n");
        assertThat(sh("$J -c 'echo $LC_ALL'").succeeds()).isEqualTo("de_DE.ISO-8859-1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'x = echo once' | $JOBBER --rc /dev/stdin -c 'echo $x'",
                "echo 'x = echo once' | $J -c 'source /dev/stdin; echo $x'",
                "echo 'x = echo once' | $JOBBER --rc /dev/fd/0 -c 'echo $x'",
                "mkfifo f; echo 'x = echo once' > f & $JOBBER --rc f -c 'echo $x'",
                "mkfifo f; echo 'x = echo once' > f & $J -c 'source f; echo $x'",
                "mkfifo f; printf 'x = echo once\\necho $x' > f & $J -f f",
                "printf '\\357\\273\\277x = echo once\\r\\n' > f; $JOBBER --rc f -c 'echo $x'",
                "printf 'x = echo once' > f; $JOBBER --rc f -c 'echo $x'"
            })
    void a_file_that_can_be_read_only_once_is_read_once(String line) {
        assertThat(sh("umask 077; " + line).succeeds().lines()).containsOnly("once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-rc -f f", "--rc f -c 'echo a'", "--no-rc -c 'source f'"})
    void a_fifo_without_a_writer_is_waited_for_with_a_word_and_sigint_ends_it(String arguments) {
        LauncherRun run = sh("umask 077; mkfifo f; exec $JOBBER " + arguments);

        assertThat(run.says())
                .endsWith(" [warning] 'f' is a FIFO: waiting for a program that writes to it");
        assertThat(
                        LauncherRun.of(
                                        folder,
                                        Map.of(),
                                        List.of("/bin/kill", "-INT", "" + run.process().pid()))
                                .succeeds())
                .isEmpty();
        assertThat(run.endsWith(130).out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    HUP, 129, --no-rc -f f
                    TERM, 143, --no-rc -f f
                    INT, 130, --no-rc -f f
                    HUP, 129, --rc f -c 'echo a'
                    TERM, 143, --rc f -c 'echo a'
                    INT, 130, --rc f -c 'echo a'
                    """)
    void a_signal_ends_a_script_and_the_rc_file_before_it(
            String signal, int exitCode, String arguments) throws IOException {
        Files.writeString(folder.resolve("f"), "x = start-job sim --ok --id a\nsleep 1h\n");
        LauncherRun run = sh("exec $JOBBER " + arguments);

        assertThat(run.says()).endsWith("[info] Job completed a");
        LauncherRun.of(
                        folder,
                        Map.of(),
                        List.of("/bin/kill", "-" + signal, "" + run.process().pid()))
                .succeeds();
        assertThat(run.endsWith(exitCode).out().lines()).doesNotContain("a");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # variable          | its value                               | complaint
                    JAVA_TOOL_OPTIONS   | -XX:+UseG1GC                            | ''
                    JAVA_TOOL_OPTIONS   | -XX:+UseG1GC -XX:+UseParallelGC         | ''
                    JDK_JAVA_OPTIONS    | -Dmine="a b" -XX:+UseZGC                | ''
                    _JAVA_OPTIONS       | -Xmx64m                                 | ''
                    JAVA_TOOL_OPTIONS   | -XX:+Nonsense                           | jobber: the options in JAVA_TOOL_OPTIONS are left out, because the JVM refuses them: Unrecognized VM option 'Nonsense'
                    JDK_JAVA_OPTIONS    | -Xmx1k                                  | jobber: the options in JDK_JAVA_OPTIONS are left out, because the JVM refuses them: Too small maximum heap
                    _JAVA_OPTIONS       | -agentlib:nonsense                      | jobber: the options in _JAVA_OPTIONS are left out, because the JVM refuses them: Error occurred
                    """)
    void options_for_every_jvm_are_taken_over_or_left_out(
            String variable, String value, String complaint) {
        environment.put(variable, value);
        environment.put(BuiltProgram.CACHE, "off"); // other collectors have none

        for (String gc : List.of("", "--gc z ")) {
            LauncherRun.Ending ending =
                    sh("$J " + gc + "-c \"echo -- \\\"\\$" + variable + "\\\"\"").endsWith(0);
            assertThat(ending.out()).isEqualTo(value + "\n");
            assertThat(ending.err().strip().lines().count()).isEqualTo(complaint.isEmpty() ? 0 : 1);
            if (!value.startsWith("-agentlib")) {
                assertThat(ending.err().strip()).isEqualTo(complaint);
            }
        }
    }

    @Test
    void an_option_of_the_jvm_for_jobber_that_is_wrong_is_one_sentence() {
        environment.put("JOBBER_JAVA_OPTS", "-XX:+Nonsense");

        assertThat(sh("$J -c 'echo a'").endsWith(1).err())
                .isEqualTo(
                        "jobber: the JVM refuses the options in JOBBER_JAVA_OPTS: Unrecognized VM option 'Nonsense'\n");
    }

    @Test
    void a_working_folder_that_is_gone_is_said() {
        LauncherRun.Ending ending =
                sh("mkdir gone; cd gone; rmdir ../gone; $J -c 'echo a'").endsWith(1);

        assertThat(ending.out()).isEmpty();
        assertThat(ending.err())
                .endsWith(
                        "jobber: the working folder has been deleted; go to one that is there, and start again\n");
    }

    @Test
    void a_small_address_space_is_coped_with_or_said() {
        assertThat(sh("ulimit -v 1500000; $J -c 'echo a'").endsWith(0))
                .isEqualTo(new LauncherRun.Ending("a\n", ""));
        assertThat(sh("ulimit -v 300000; $J -c 'echo a'").endsWith(1).err())
                .isEqualTo(
                        "jobber: expected an address space of 600 MB at least, got: 300 MB (raise the limit with 'ulimit -v')\n");
    }

    @Test
    void nothing_is_left_among_the_temporary_files() throws IOException {
        assumeThat(Path.of("/dev/shm")).isWritable();
        environment.put("JOBBER_JAVA_OPTS", "-Djava.io.tmpdir=" + folder.resolve("tmp"));
        Files.createDirectory(folder.resolve("tmp"));

        sh("$J -c 'echo a'").succeeds();
        sh("$J <&-").endsWith(2);

        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }
}
