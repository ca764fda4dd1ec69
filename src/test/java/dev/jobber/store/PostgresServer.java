package dev.jobber.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL of this machine, in a folder of its own, on a free port of 127.0.0.1.
///
/// It refuses to run as root, so it runs as another user then.
public final class PostgresServer implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final Path data;
    private final int port;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.data = folder.resolve("data");
        this.port = port;
    }

    /// Where its programs are; empty where it is not installed.
    public static Optional<Path> programs() {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes one and starts it.
    public static PostgresServer start(Path programs) {
        try {
            Path folder = folder("jobber-postgres");
            var server = new PostgresServer(programs, folder, freePort());
            server.call(
                    "initdb", "-D", server.data.toString(), "-U", "jobber", "-A", "trust", "-N");
            server.begin();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A folder of the user that the server runs as.
    static Path folder(String name) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), name);
        if (isRoot()) {
            run(List.of("chown", user(), folder.toString()));
        }
        return folder;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Starts it, and waits until it answers.
    public void begin() {
        call(
                "pg_ctl",
                "-D",
                data.toString(),
                "-w",
                "-l",
                data.resolve("log").toString(),
                "-o",
                "-p " + port + " -h 127.0.0.1 -k " + data + " -c fsync=off",
                "start");
    }

    /// Stops it at once: connections are cut.
    public void end() {
        call("pg_ctl", "-D", data.toString(), "-w", "-m", "immediate", "stop");
    }

    /// The URL of a new database.
    public String database(String name) {
        call("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "jobber", name);
        return url(port, name);
    }

    /// The URL of a database at a port of this machine.
    static String url(int port, String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=jobber";
    }

    int port() {
        return port;
    }

    private void call(String program, String... arguments) {
        run(command(programs.resolve(program).toString(), arguments));
    }

    /// The words that run a program as the user that the server runs as.
    static List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid", user(), "--clear-groups", "--"));
        }
        command.add(program);
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String user() {
        try {
            return Files.readString(Path.of("/etc/passwd")).contains("\npostgres:")
                    ? "postgres"
                    : "nobody";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void run(List<String> command) {
        try {
            Path output = Files.createTempFile("postgres", ".out");
            Process process =
                    new ProcessBuilder(command)
                            .directory(Path.of("/tmp").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s", command).isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", command, Files.readString(output))
                    .isZero();
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        end();
        run(List.of("rm", "-rf", folder.toString()));
    }
}
