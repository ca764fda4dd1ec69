package dev.jobber.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeSocketTest {
    private Path runtime;
    private SocketFolder folder;
    private TreeName name;

    @BeforeEach
    void folder() throws IOException {
        runtime = Files.createTempDirectory(Path.of("/tmp"), "jt");
        folder = SocketFolder.of(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
        name = TreeName.of("orders");
    }

    @AfterEach
    void remove() throws IOException {
        try (var files = Files.walk(runtime)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "ä", "a\u0000", "../x", "a\n"})
    void a_name_of_other_characters_is_wrong_usage(String written) {
        assertThatThrownBy(() -> TreeName.of(written))
                .isInstanceOfSatisfying(
                        AttachException.class, wrong -> assertThat(wrong.exitCode()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-b_c.9", ".", "0"})
    void a_name_of_letters_digits_and_three_signs_is_fine(String written) throws IOException {
        assertThat(TreeName.of(written)).hasToString(written);
    }

    @Test
    void a_path_over_the_limit_is_wrong_usage() throws IOException {
        var longName = TreeName.of("a".repeat(108));
        assertThatThrownBy(() -> TreeSocket.take(folder, longName))
                .isInstanceOfSatisfying(
                        AttachException.class, wrong -> assertThat(wrong.exitCode()).isEqualTo(2));
    }

    @Test
    void a_live_name_is_taken_and_a_free_one_is_free_again() throws IOException {
        try (var _ = TreeSocket.take(folder, name)) {
            assertThatThrownBy(() -> TreeSocket.take(folder, name))
                    .hasMessageStartingWith("already_started: ");
            assertThat(folder.names()).containsExactly("orders");
        }
        assertThat(folder.names()).isEmpty();
        TreeSocket.take(folder, name).close();
    }

    @Test
    void a_stale_socket_is_taken_over() throws IOException {
        folder.make();
        Path socket = folder.path().resolve("orders.sock");
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThatThrownBy(() -> Wire.to(folder, name)).hasMessageContaining("noproc");

        try (var taken = TreeSocket.take(folder, name);
                var client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            taken.accept().close();
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void a_link_in_the_place_of_the_socket_is_wrong_usage() throws IOException {
        folder.make();
        Files.createSymbolicLink(folder.path().resolve("orders.sock"), runtime.resolve("there"));

        assertThatThrownBy(() -> TreeSocket.take(folder, name))
                .hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> Wire.to(folder, name)).hasMessageContaining("symbolic link");
    }

    @Test
    void another_file_in_the_place_of_the_socket_stays() throws IOException {
        folder.make();
        Path file = Files.writeString(folder.path().resolve("orders.sock"), "mine");

        assertThatThrownBy(() -> TreeSocket.take(folder, name))
                .hasMessageContaining("another file");
        assertThat(file).hasContent("mine");
    }

    @Test
    void a_folder_that_others_may_enter_is_refused() throws IOException {
        folder.make();
        Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxr-x---"));

        assertThatThrownBy(() -> TreeSocket.take(folder, name))
                .hasMessageContaining("its mode is rwxr-x---");
        assertThatThrownBy(() -> Wire.to(folder, name)).hasMessageContaining("its mode is");
        Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void a_folder_that_is_a_link_is_refused() throws IOException {
        Path elsewhere = Files.createDirectory(runtime.resolve("elsewhere"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(folder.path(), elsewhere);

        assertThatThrownBy(() -> TreeSocket.take(folder, name))
                .hasMessageContaining("it is a symbolic link");
    }

    @Test
    void the_folder_is_named_by_the_environment() throws IOException {
        assertThat(SocketFolder.of(Map.of("XDG_RUNTIME_DIR", "/run/user/7")).path())
                .hasToString("/run/user/7/jobber");
        assertThat(SocketFolder.of(Map.of()).path())
                .hasToString("/tmp/jobber-" + Files.getAttribute(runtime, "unix:uid"));
        assertThatThrownBy(() -> SocketFolder.of(Map.of("XDG_RUNTIME_DIR", "here")))
                .hasMessageContaining("absolute");
    }

    /// Connects to each path, says hello, and prints what comes of it.
    private static final String STRANGER =
            """
            import java.net.UnixDomainSocketAddress;
            import java.nio.ByteBuffer;
            import java.nio.channels.SocketChannel;

            class Stranger {
                public static void main(String[] paths) {
                    for (String path : paths) {
                        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
                            channel.write(ByteBuffer.wrap(new byte[] {'j', 'o', 'b', 'b', 'e', 'r', 0, 1}));
                            boolean isClosed = channel.read(ByteBuffer.allocate(8)) < 0;
                            System.out.println(isClosed ? "closed" : "answered");
                        } catch (java.io.IOException refused) {
                            System.out.println(refused.getMessage());
                        }
                    }
                }
            }
            """;

    /// Only root can be another user for a moment, so this is skipped where others run the tests.
    @Test
    void another_user_is_refused_even_where_the_folder_has_become_open() throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && Files.isExecutable(Path.of("/usr/bin/setpriv")),
                "needs root, and setpriv, to be another user");
        try (TreeSocket closed = TreeSocket.take(folder, name);
                TreeSocket open = TreeSocket.take(openFolder(), name)) {
            letAllIn(runtime.resolve("open/jobber"), "rwxrwxrwx");
            letAllIn(open.path(), "rw-rw-rw-");
            letAllIn(runtime, "rwxr-xr-x");
            var accepted = new FutureTask<SocketChannel>(open::accept);
            Thread.ofPlatform().daemon().start(accepted);

            assertThat(asAnother(closed.path(), open.path()))
                    .hasSize(2)
                    .startsWith("Permission denied")
                    .last()
                    .isIn("closed", "Broken pipe", "Connection reset", "Connection reset by peer");
            try (SocketChannel own = SocketChannel.open(UnixDomainSocketAddress.of(open.path()))) {
                assertThat(accepted.get(30, TimeUnit.SECONDS).getRemoteAddress())
                        .as("the first that is accepted is the owner's")
                        .isEqualTo(own.getLocalAddress());
            }
            accepted.get().close();
        }
    }

    private SocketFolder openFolder() throws IOException {
        Path other = Files.createDirectory(runtime.resolve("open"));
        letAllIn(other, "rwxr-xr-x");
        return SocketFolder.of(Map.of("XDG_RUNTIME_DIR", other.toString()));
    }

    private static void letAllIn(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    /// What another user's program prints.
    private List<String> asAnother(Path... sockets) throws Exception {
        Path program = Files.writeString(runtime.resolve("Stranger.java"), STRANGER);
        var command =
                new ArrayList<String>(
                        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", program.toString()));
        for (Path socket : sockets) {
            command.add(socket.toString());
        }
        Process process =
                new ProcessBuilder(command)
                        .directory(runtime.toFile())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
