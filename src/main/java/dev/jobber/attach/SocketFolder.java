package dev.jobber.attach;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The folder of the sockets of this user's trees: `$XDG_RUNTIME_DIR/jobber`, or `/tmp/jobber-UID`
/// where that variable is not set.
///
/// It belongs to the user, and only the user may enter it. A folder that is anything else is
/// refused: another user could have put a socket of their own there.
public final class SocketFolder {
    /// How the file of a socket ends.
    static final String SOCKET = ".sock";

    /// The longest path of a socket in bytes, without the zero at its end.
    private static final int LONGEST_LINUX = 107;

    private static final int LONGEST_ELSEWHERE = 103;

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    private final Path path;

    /// The folder at this path; nothing is looked at yet.
    public SocketFolder(Path path) {
        this.path = path;
    }

    /// The folder that this environment names.
    ///
    /// @throws AttachException usage, where `XDG_RUNTIME_DIR` is no absolute path
    public static SocketFolder of(Map<String, String> environment) throws IOException {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (runtime.isEmpty()) {
            return new SocketFolder(Path.of("/tmp", "jobber-" + userNumber()));
        }
        if (!runtime.startsWith("/")) {
            throw AttachException.usage(
                    "XDG_RUNTIME_DIR must be an absolute path, got: '" + runtime + "'");
        }
        return new SocketFolder(Path.of(runtime, "jobber"));
    }

    /// The number of the user of this process.
    private static Object userNumber() throws IOException {
        Path self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return Files.getAttribute(self, "unix:uid");
        }
        Path own = Files.createTempFile("jobber", ".uid");
        try {
            return Files.getAttribute(own, "unix:uid");
        } finally {
            Files.delete(own);
        }
    }

    /// Where it is.
    public Path path() {
        return path;
    }

    /// Makes the folder where it is missing, and checks it.
    ///
    /// @throws AttachException where it is not this user's alone
    public void make() throws IOException {
        try {
            Files.createDirectory(path, mode());
        } catch (FileAlreadyExistsException there) {
            // Another process has made it; it is checked below.
        } catch (IOException impossible) {
            throw new AttachException(
                    1,
                    "the folder "
                            + path
                            + " cannot be made: its folder "
                            + path.getParent()
                            + " must be there, and writable (XDG_RUNTIME_DIR says where)");
        }
        check();
    }

    private static FileAttribute<?>[] mode() {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)};
    }

    /// Checks the folder.
    ///
    /// @throws AttachException where it is not this user's alone
    void check() throws IOException {
        PosixFileAttributes found =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory()) {
            throw refused(found.isSymbolicLink() ? "it is a symbolic link" : "it is no folder");
        }
        UserPrincipal user = user();
        if (!found.owner().equals(user)) {
            throw refused("it belongs to " + found.owner().getName());
        }
        if (!found.permissions().equals(OWNER_ONLY)) {
            throw refused(
                    "its mode is "
                            + PosixFilePermissions.toString(found.permissions())
                            + ", and must be rwx------ (chmod 700 '"
                            + path
                            + "')");
        }
    }

    private AttachException refused(String why) {
        return new AttachException(1, "the folder of sockets " + path + " is refused: " + why);
    }

    /// The user of this process.
    static UserPrincipal user() throws IOException {
        Path self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return Files.getOwner(self);
        }
        Path own = Files.createTempFile("jobber", ".uid");
        try {
            return Files.getOwner(own);
        } finally {
            Files.delete(own);
        }
    }

    /// The file of the socket of a tree.
    ///
    /// @throws AttachException usage, where its path is longer than the system allows
    Path socket(TreeName name) throws AttachException {
        Path socket = path.resolve(name.socketFile());
        int length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        int longest =
                System.getProperty("os.name", "").startsWith("Linux")
                        ? LONGEST_LINUX
                        : LONGEST_ELSEWHERE;
        if (length > longest) {
            throw AttachException.usage(
                    "the path of the socket has "
                            + length
                            + " bytes, and the system allows "
                            + longest
                            + ": "
                            + socket
                            + " (take a shorter name, or a shorter XDG_RUNTIME_DIR)");
        }
        return socket;
    }

    /// The address of a tree, for a client.
    ///
    /// @throws AttachException where there is no socket of that name, or a symbolic link in its
    ///   place
    UnixDomainSocketAddress address(TreeName name) throws IOException {
        Path socket = socket(name);
        if (Files.isSymbolicLink(socket)) {
            throw linked(socket);
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw missing(name);
        }
        check();
        if (!Files.exists(socket)) {
            throw missing(name);
        }
        return UnixDomainSocketAddress.of(socket);
    }

    static AttachException linked(Path file) {
        return AttachException.usage(
                "a symbolic link stands in the place of the socket: " + file + " (remove it)");
    }

    /// The error of a name under which no tree runs.
    AttachException missing(TreeName name) throws IOException {
        List<String> others = names();
        return new AttachException(
                1,
                "noproc: no tree named '"
                        + name
                        + "' runs here ("
                        + (others.isEmpty()
                                ? "start one with 'jobber --name " + name + "'"
                                : "there are: " + String.join(", ", others))
                        + ")");
    }

    /// The names of all sockets, in order. Some may be left behind by programs that were killed.
    public List<String> names() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        check();
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SOCKET))
                    .map(file -> file.substring(0, file.length() - SOCKET.length()))
                    .sorted()
                    .toList();
        }
    }
}
