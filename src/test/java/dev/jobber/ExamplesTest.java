package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jobber.shell.TestSession;
import dev.jobber.shell.help.CommandNotes;
import dev.jobber.shell.help.topic.Topic.Sample;
import dev.jobber.shell.help.topic.Topics;
import dev.jobber.shell.parse.CommandParser;
import dev.jobber.shell.parse.Commands;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ProgramArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.reader.LineReader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tinylog.Logger;
import org.tinylog.core.TinylogLoggingProvider;
import picocli.CommandLine;
import picocli.shell.jline3.PicocliCommands;

/// The examples that `help` and the manual show.
@Timeout(300)
class ExamplesTest {
    private static Stream<Sample> samples() {
        CommandParser parser = TestSession.open().shell().parser();
        Stream<CommandNotes> commands =
                Stream.concat(
                                Stream.concat(
                                        Stream.of(
                                                ProgramArguments.beforeCommand(new Options())
                                                        .spec()),
                                        ProgramCommand.specs().stream()),
                                parser.commands().names().stream()
                                        .map(name -> parser.line(name).getCommandSpec()))
                        .map(CommandNotes::of);
        return Stream.concat(
                        commands.flatMap(notes -> notes.samples().stream()),
                        Topics.all().stream().flatMap(topic -> topic.samples().stream()))
                .distinct();
    }

    static Stream<String> lines() {
        List<String> attached = attached();
        List<String> ofTheStore = linesOfTheStore().toList();
        return samples()
                .filter(sample -> !sample.isOutside())
                .map(Sample::typed)
                .filter(line -> !attached.contains(line) && !ofTheStore.contains(line));
    }

    /// Those that mean something only where there is a store.
    static Stream<String> linesOfTheStore() {
        Commands commands = TestSession.open().shell().commands();
        return commands.groups().stream()
                .filter(group -> group.heading().equals("Store"))
                .flatMap(group -> group.names().stream())
                .map(name -> commands.create(name).orElseThrow().getClass())
                .flatMap(command -> Stream.of(command.getAnnotationsByType(Example.class)))
                .map(Example::value);
    }

    /// Those that mean something only on a tree that others attach to.
    private static List<String> attached() {
        Commands commands = TestSession.open().shell().commands();
        return Stream.concat(
                        commands.names().stream()
                                .map(name -> commands.create(name).orElseThrow().getClass()),
                        ProgramCommand.specs().stream().map(spec -> spec.userObject().getClass()))
                .flatMap(command -> Stream.of(command.getAnnotationsByType(Example.class)))
                .filter(Example::attached)
                .map(Example::value)
                .toList();
    }

    static Stream<String> linesOfOtherShells() {
        List<String> attached = attached();
        return samples()
                .filter(Sample::isOutside)
                .filter(sample -> !attached.contains(sample.line()))
                .map(Sample::typed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void an_example_works_beside_the_jobs_of_jobber_rc(String line, @TempDir Path folder)
            throws IOException {
        copyRc(folder);

        var run = ProgramRun.inRealTime(folder, List.of("-c", line));

        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("linesOfTheStore")
    void an_example_of_the_store_works_with_one(String line, @TempDir Path folder) {
        var run = ProgramRun.inRealTime(folder, List.of("--no-rc", "--store", "a.db", "-c", line));

        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("linesOfOtherShells")
    void an_example_for_another_shell_works_there(String line, @TempDir Path folder)
            throws IOException, InterruptedException {
        copyRc(folder);
        program(folder.resolve("bin"));
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", line).directory(folder.toFile());
        shell.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
        Path said = folder.resolve("said");

        Process ran =
                shell.redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .start();

        assertThat(ran.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(ran.exitValue()).as(Files.readString(said)).isZero();
    }

    private static void copyRc(Path folder) throws IOException {
        Files.copy(Path.of("jobber.rc"), folder.resolve("jobber.rc"));
        folder.resolve("jobber.rc").toFile().setWritable(true, true);
    }

    /// Makes a `jobber` that runs the classes under test.
    private static void program(Path bin) throws IOException {
        Files.createDirectory(bin);
        Path program = bin.resolve("jobber");
        Files.writeString(
                program,
                """
                #!/bin/sh
                exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \\
                    --enable-native-access=ALL-UNNAMED -cp '%s' dev.jobber.Main "$@"
                """
                        .formatted(System.getProperty("java.home"), classPath()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Where the classes under test and those of the libraries lie: another property says it under
    /// each runner of tests.
    private static String classPath() {
        return Stream.of(
                        Main.class,
                        CommandLine.class,
                        PicocliCommands.class,
                        LineReader.class,
                        Logger.class,
                        TinylogLoggingProvider.class)
                .map(each -> each.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(":"));
    }
}
