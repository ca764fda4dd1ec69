package dev.jobber.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jline.terminal.Size;

/// A throw-away copy of what `scripts/jobber` needs, on a machine of a few programs.
///
/// Its Maven is a script that writes down how it was called and takes a program off the shelf, one
/// that prints a word and its arguments, so that a build takes no time.
final class Checkout {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    /// What of the operating system the scripts use.
    private static final List<String> TOOLS =
            List.of(
                    "cat",
                    "cksum",
                    "cp",
                    "cut",
                    "dirname",
                    "flock",
                    "grep",
                    "head",
                    "id",
                    "ln",
                    "mkdir",
                    "mkfifo",
                    "mv",
                    "nice",
                    "readlink",
                    "rm",
                    "sed",
                    "setsid",
                    "sh",
                    "sha256sum",
                    "sleep",
                    "sort",
                    "stat",
                    "tail",
                    "tr",
                    "uname");

    private final Path folder;
    final Path root;
    final SortedMap<String, String> environment = new TreeMap<>();

    Checkout(Path folder) {
        this.folder = folder;
        this.root = folder.resolve("a copy of jobber");
        copy(Path.of("pom.xml"));
        copy(Path.of(".mvn"));
        copy(Path.of("scripts"));
        source("Main.java", "the program");
        TOOLS.forEach(this::install);
        program("one");
        library();
        maven("mvn", "3.9.9");
        environment.put("HOME", directory("home").toString());
        environment.put("JOBBER_AOT", "off");
        path("bin", javaHome() + "/bin");
    }

    static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /// Sets the PATH: folders of this machine, or absolute ones.
    void path(String... folders) {
        environment.put(
                "PATH",
                String.join(
                        ":",
                        Stream.of(folders).map(each -> folder.resolve(each).toString()).toList()));
    }

    /// Starts `scripts/jobber` and leaves it running.
    LauncherRun start(String... arguments) {
        return run(root.resolve("scripts/jobber"), arguments);
    }

    LauncherRun run(Path program, String... arguments) {
        return LauncherRun.of(
                folder,
                environment,
                Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList());
    }

    /// How Maven was called, builds only.
    List<String> builds() {
        Path log = folder.resolve("builds");
        return Files.exists(log) ? lines(log) : List.of();
    }

    /// Puts a Maven into `bin`, or a wrapper into `scripts`.
    void maven(String name, String version) {
        script(
                name.equals("mvn")
                        ? folder.resolve("bin/mvn")
                        : root.resolve("scripts").resolve(name),
                """
                case " $* " in *" --version "*) echo "Apache Maven %s"; exit ;; esac
                echo "%s $*" >> '%s/builds'
                [ ! -e '%s/gate' ] || { read -r opened < '%s/gate'; rm '%s/gate'; }
                [ ! -e '%s/fails' ] || { cat '%s/fails'; exit 1; }
                for word; do case $word in -Djobber.target=*) target=${word#*=} ;; esac; done
                mkdir -p "$target/lib" && cp '%s/shelf/jobber.jar' "$target" && cp '%s/shelf/library.jar' "$target/lib"
                """
                        .formatted(
                                version, name, folder, folder, folder, folder, folder, folder,
                                folder, folder));
    }

    /// Puts the Maven that runs this test into `bin`, and the sources of the real program into the
    /// copy.
    void realMavenAndSources() {
        copy(Path.of("src/main"));
        script(
                folder.resolve("bin/mvn"),
                "exec '%s/bin/mvn' '-Dmaven.repo.local=%s' \"$@\""
                        .formatted(
                                System.getProperty("maven.home"),
                                System.getProperty("maven.repo.local")));
    }

    /// Makes the next builds fail with this last word of Maven.
    void mavenFails(String output) {
        write(folder.resolve("fails"), output);
    }

    /// Makes a pipe at which a program waits until something is written to it; builds wait at
    /// `gate`.
    Path closeGate(String name) {
        Path gate = folder.resolve(name);
        run(folder.resolve("bin/mkfifo"), gate.toString()).succeeds();
        return gate;
    }

    /// Makes a JDK that works; it waits at the gate when it is started with an argument like this.
    Path workingJdk(String name, String argument, Path gate) {
        Path home = directory(name);
        for (String tool : List.of("java", "javac")) {
            script(
                    home.resolve("bin").resolve(tool),
                    """
                    for word; do case $word in %s) read -r opened < '%s' ;; esac; done
                    exec '%s/bin/%s' "$@"
                    """
                            .formatted(argument, gate, javaHome(), tool));
        }
        write(home.resolve("release"), "JAVA_RUNTIME_VERSION=\"" + Runtime.version() + "\"\n");
        return home;
    }

    /// Puts a program on the shelf that prints this word, then its arguments.
    void program(String word) {
        program("", word);
    }

    /// The same; it does this first.
    void program(String first, String word) {
        Path classes = directory("shelf/classes");
        Path main = classes.resolve("Main.java");
        write(
                main,
                """
                package dev.jobber;
                final class Main {
                    public static void main(String[] args) {
                        %s
                        System.out.println("%s" + java.util.List.of(args));
                    }
                }
                final class TrainingRun {
                    public static void main(String[] args) {
                        Main.main(args);
                    }
                }

                final class ClientTraining {
                    public static void main(String[] args) {
                        Main.main(args);
                    }
                }
                """
                        .formatted(first, word));
        int compiled =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), main.toString());
        assertThat(compiled).isZero();
        jar(
                "shelf/jobber.jar",
                classes,
                "dev/jobber/Main.class",
                "dev/jobber/TrainingRun.class",
                "dev/jobber/ClientTraining.class");
    }

    private void jar(String name, Path classes, String... entries) {
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            for (String entry : entries) {
                jar.putNextEntry(new JarEntry(entry));
                Files.copy(classes.resolve(entry), jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts the library onto the shelf that the training of the ahead-of-time cache needs.
    private void library() {
        URL jline = Size.class.getProtectionDomain().getCodeSource().getLocation();
        try (InputStream in = jline.openStream()) {
            Files.copy(in, directory("shelf").resolve("library.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a source of the program.
    Path source(String name, String text) {
        Path file = root.resolve("src/main/java/dev/jobber").resolve(name);
        write(file, text);
        return file;
    }

    /// Makes a JDK that says it is of this version and must never be run.
    void brokenJdk(String name, String version) {
        directory(name);
        write(folder.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(
                folder.resolve(name).resolve("bin/java"),
                "echo 'the wrong java was run' >&2; exit 99");
        script(folder.resolve(name).resolve("bin/javac"), "exit 99");
    }

    /// Adds a line to one of the scripts.
    void patch(String script, String line) {
        Path file = root.resolve(script);
        write(file, String.join("\n", lines(file)) + "\n" + line + "\n");
    }

    Path directory(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void script(Path file, String text) {
        try {
            write(file, "#!/bin/sh\n" + text + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install(String tool) {
        Stream.of(System.getenv("PATH").split(":"))
                .map(each -> Path.of(each, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(found ->
                        script(folder.resolve("bin").resolve(tool), "exec " + found + " \"$@\""));
    }

    void uninstall(String tool) {
        delete(folder.resolve("bin").resolve(tool));
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path link(Path link, Path target) {
        try {
            Files.createDirectories(link.getParent());
            return Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(Path name) {
        try (Stream<Path> files = Files.walk(PROJECT.resolve(name))) {
            for (Path file : files.toList()) {
                Path to = root.resolve(PROJECT.relativize(file));
                Files.createDirectories(to.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(
                            file,
                            to,
                            StandardCopyOption.COPY_ATTRIBUTES,
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
