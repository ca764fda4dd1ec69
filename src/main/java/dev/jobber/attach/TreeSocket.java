package dev.jobber.attach;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/// The socket on which a tree listens. Only its owner may connect: the folder and the socket let no
/// other user in, and each connection is asked for its user as well.
///
/// Beside the socket lies a file that the program keeps locked. The system frees the lock when the
/// program is gone, however it ended, so a socket without a lock is stale and is taken over. Of two
/// programs that start at once, one gets the lock. The file stays when the tree ends: if it were
/// removed, two programs could hold locks on two files of the same name.
public final class TreeSocket implements AutoCloseable {
    private static final Set<StandardOpenOption> WRITTEN =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final TreeName name;
    private final Path socket;
    private final Path pidFile;
    private final FileChannel lock;
    private final ServerSocketChannel channel;
    private final UserPrincipal owner;

    private TreeSocket(
            TreeName name, SocketFolder folder, FileChannel lock, ServerSocketChannel channel)
            throws IOException {
        this.name = name;
        this.socket = folder.socket(name);
        this.pidFile = pidFile(folder, name);
        this.lock = lock;
        this.channel = channel;
        this.owner = SocketFolder.user();
    }

    private static Path lockFile(SocketFolder folder, TreeName name) {
        return folder.path().resolve(name + ".lock");
    }

    private static Path pidFile(SocketFolder folder, TreeName name) {
        return folder.path().resolve(name + ".pid");
    }

    /// Takes a name.
    ///
    /// @throws AttachException `already_started` where a live tree has it; usage where a symbolic
    ///   link or another file stands in its place, or the path is too long
    public static TreeSocket take(SocketFolder folder, TreeName name) throws IOException {
        Path socket = folder.socket(name);
        folder.make();
        for (Path file : List.of(socket, lockFile(folder, name), pidFile(folder, name))) {
            if (Files.isSymbolicLink(file)) {
                throw SocketFolder.linked(file);
            }
        }
        if (Files.isRegularFile(socket) || Files.isDirectory(socket)) {
            throw AttachException.usage(
                    "another file stands in the place of the socket: " + socket + " (remove it)");
        }
        if (answers(socket)) {
            throw alreadyStarted(folder, name);
        }
        FileChannel lock = lock(folder, name);
        try {
            return listening(folder, name, lock);
        } catch (IOException failed) {
            lock.close();
            throw failed;
        }
    }

    /// A socket that is there answers: it gets its name when the program listens on it.
    private static TreeSocket listening(SocketFolder folder, TreeName name, FileChannel lock)
            throws IOException {
        Path socket = folder.socket(name);
        Files.deleteIfExists(socket); // stale, because the lock was free
        Files.deleteIfExists(pidFile(folder, name));
        Files.createFile(pidFile(folder, name), OWNER_ONLY);
        Files.writeString(
                pidFile(folder, name),
                Long.toString(ProcessHandle.current().pid()),
                StandardCharsets.US_ASCII);
        Path begun = folder.path().resolve(name + ".new");
        Files.deleteIfExists(begun);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(begun));
            Files.setPosixFilePermissions(begun, PosixFilePermissions.fromString("rw-------"));
            Files.move(begun, socket, StandardCopyOption.ATOMIC_MOVE);
            return new TreeSocket(name, folder, lock, channel);
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    /// Whether a program listens there. The lock alone would say so too, but a program loses its
    /// lock on a file when it closes the same file a second time, so this program must not open the
    /// lock of a tree of its own.
    private static boolean answers(Path socket) {
        try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return true;
        } catch (IOException stale) {
            return false;
        }
    }

    private static FileChannel lock(SocketFolder folder, TreeName name) throws IOException {
        FileChannel channel = FileChannel.open(lockFile(folder, name), WRITTEN, OWNER_ONLY);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException ofThisProgram) {
            // It starts at this moment.
        }
        channel.close();
        throw alreadyStarted(folder, name);
    }

    private static AttachException alreadyStarted(SocketFolder folder, TreeName name) {
        var pid = "";
        try {
            pid =
                    ", in the program with pid "
                            + Files.readString(pidFile(folder, name), StandardCharsets.US_ASCII);
        } catch (IOException starting) {
            // It has not written its pid yet.
        }
        return new AttachException(
                1,
                "already_started: a tree named '"
                        + name
                        + "' runs already"
                        + pid
                        + " ('jobber attach "
                        + name
                        + "' opens a shell on it)");
    }

    /// Its name.
    public TreeName name() {
        return name;
    }

    /// Where it is.
    public Path path() {
        return socket;
    }

    /// Waits for the next connection. One of another user is closed.
    ///
    /// @throws java.nio.channels.ClosedChannelException when the socket has been closed
    public SocketChannel accept() throws IOException {
        while (true) {
            SocketChannel connection = channel.accept();
            if (isOfOwner(connection)) {
                return connection;
            }
            connection.close();
        }
    }

    private boolean isOfOwner(SocketChannel connection) {
        try {
            UnixDomainPrincipal peer = connection.getOption(ExtendedSocketOptions.SO_PEERCRED);
            return peer.user().equals(owner);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /// Stops listening, and removes the files.
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(pidFile);
        lock.close();
    }
}
