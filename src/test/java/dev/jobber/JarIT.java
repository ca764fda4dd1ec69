package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The jars, as an application has them that takes jobber as a library.
@Timeout(120)
class JarIT {
    private static final Path TARGET = Path.of(System.getProperty("jobber.target"));
    private static final Path KERNEL = TARGET.resolve("jobber-otp.jar");
    private static final Path PROGRAM = TARGET.resolve("jobber.jar");
    private static final Path SOURCES = TARGET.resolve("jobber-sources.jar");
    private static final Path JAVADOC = TARGET.resolve("jobber-javadoc.jar");

    @TempDir Path directory;

    @Test
    void the_kernels_jar_holds_the_kernel_and_nothing_else() throws IOException {
        try (var jar = new JarFile(KERNEL.toFile())) {
            assertThat(files(jar))
                    .isNotEmpty()
                    .allMatch(name ->
                            name.startsWith("dev/jobber/otp/")
                                    || name.startsWith("META-INF/maven/")
                                    || name.equals("META-INF/MANIFEST.MF"));
        }
    }

    @Test
    void the_jar_configures_no_library_of_its_host() throws IOException {
        try (var jar = new JarFile(PROGRAM.toFile())) {
            assertThat(files(jar))
                    .isNotEmpty()
                    .allMatch(name ->
                            name.startsWith("dev/jobber/")
                                    || name.startsWith("META-INF/maven/")
                                    || name.equals("META-INF/MANIFEST.MF")
                                    || name.equals("module-info.class"));
        }
    }

    /// `scripts/test` compares the jars of two builds byte for byte; this says what to look at
    /// where they differ.
    @Test
    void nothing_of_the_moment_or_the_machine_of_a_build_is_in_a_jar() throws IOException {
        for (Path file : List.of(KERNEL, PROGRAM, SOURCES, JAVADOC)) {
            try (var jar = new JarFile(file.toFile())) {
                assertThat(jar.stream().map(entry -> entry.getTime()).distinct())
                        .as(file.toString())
                        .hasSize(1);
                assertThat(jar.getManifest().getMainAttributes().keySet())
                        .extracting(Object::toString)
                        .doesNotContain("Build-Time", "Built-By", "Build-Jdk", "Build-Host");
            }
        }
    }

    private static List<String> files(JarFile jar) {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(entry -> entry.getName())
                .toList();
    }

    @Test
    void the_counter_of_readme_runs_on_the_kernels_jar_on_the_class_path() throws Exception {
        Path source = counter();
        Path classes = directory.resolve("classes");

        compile("-classpath", KERNEL.toString(), "-d", classes.toString(), source.toString());

        assertThat(run("-classpath", KERNEL + ":" + classes, "shop.App")).isEqualTo("42\n");
    }

    @Test
    void the_counter_of_readme_runs_on_the_kernels_jar_on_the_module_path() throws Exception {
        assertThat(runAsModule(KERNEL, "dev.jobber.otp")).isEqualTo("42\n");
    }

    @Test
    void the_counter_of_readme_runs_on_jobbers_jar_without_the_libraries_of_the_shell()
            throws Exception {
        assertThat(runAsModule(PROGRAM, "dev.jobber")).isEqualTo("42\n");
    }

    private String runAsModule(Path jar, String module) throws Exception {
        Path source = counter();
        Path info =
                Files.writeString(
                        directory.resolve("module-info.java"),
                        "module shop { requires " + module + "; }\n");
        Path classes = directory.resolve("modules/shop");

        compile(
                "--module-path",
                jar.toString(),
                "-d",
                classes.toString(),
                info.toString(),
                source.toString());

        return run("--module-path", jar + ":" + classes.getParent(), "--module", "shop/shop.App");
    }

    /// README's example, in an application of its own.
    private Path counter() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String code =
                Pattern.compile("(?ms)^```java\\n(.*?)^```$")
                        .matcher(readme)
                        .results()
                        .map(block -> block.group(1))
                        .reduce("", String::concat);
        Path source = directory.resolve("App.java");
        return Files.writeString(
                source,
                """
                package shop;

                import dev.jobber.otp.*;
                import java.time.Duration;
                import java.util.List;

                public final class App {
                    public static void main(String[] args) {
                        System.out.println(countTogether());
                    }
                %s}
                """
                        .formatted(code));
    }

    private static void compile(String... arguments) {
        var messages = new ByteArrayOutputStream();
        var stream = new PrintStream(messages, true, StandardCharsets.UTF_8);
        Stream<String> options = Stream.of("-Xlint:all,-requires-automatic", "-Werror");
        int code =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                stream,
                                stream,
                                Stream.concat(options, Stream.of(arguments))
                                        .toArray(String[]::new));
        assertThat(code).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process =
                new ProcessBuilder(Stream.concat(Stream.of(java), Stream.of(arguments)).toList())
                        .redirectErrorStream(true)
                        .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
