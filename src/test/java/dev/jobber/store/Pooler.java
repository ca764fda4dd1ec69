package dev.jobber.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A pgbouncer before a PostgreSQL, in transaction mode: each transaction may get another session.
final class Pooler implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private final Path folder;
    private final int port;
    private final Process process;

    private Pooler(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static Pooler start(PostgresServer server) {
        try {
            Path folder = PostgresServer.folder("jobber-pooler");
            int port = PostgresServer.freePort();
            Path configuration = folder.resolve("pgbouncer.ini");
            Files.writeString(
                    configuration,
                    """
                    [databases]
                    * = host=127.0.0.1 port=%d user=jobber
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = transaction
                    default_pool_size = 3
                    ignore_startup_parameters = extra_float_digits
                    """
                            .formatted(server.port(), port));
            Process process =
                    new ProcessBuilder(
                                    PostgresServer.command(
                                            PROGRAM.toString(), configuration.toString()))
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .start();
            Witnesses.until("pgbouncer answers", () -> isOpen(port));
            return new Pooler(folder, port, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOpen(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /// The URL of a database, by way of the pooler.
    String url(String name) {
        return PostgresServer.url(port, name);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        PostgresServer.run(List.of("rm", "-rf", folder.toString()));
    }
}
