package dev.jobber.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
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
}
