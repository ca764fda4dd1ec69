package dev.jobber.shell.terminal;

import dev.jobber.shell.syntax.TextEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// The file of the lines entered at the prompt, one entry a line, which any number of shells add to
/// at once.
///
/// Only its owner may read it: the file has mode 0600, and new folders have mode 0700. Each entry
/// is added when the user enters it. Every shell of the user takes the same file lock, so an entry
/// of one shell is not lost when another shell cuts the file.
public final class HistoryFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Path NULL_DEVICE = Path.of("/dev/null");
    private static final int MOST_BYTES = 64 << 20;

    private final Path file;
    private final int most;

    /// The history in this file.
    ///
    /// @param most how many entries are kept; the file is cut to this number when it has twice as
    ///   many
    public HistoryFile(Path file, int most) {
        this.file = file;
        this.most = most;
    }

    /// Where the user's history is: `$XDG_STATE_HOME/jobber/history`,
    /// `~/.local/state/jobber/history` without it.
    public static Path of(Map<String, String> environment) {
        var encoding = TextEncoding.of(environment);
        String stateHome = environment.getOrDefault("XDG_STATE_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        String base = stateHome.startsWith("/") ? stateHome : home + "/.local/state";
        return encoding.path(Path.of(""), base).resolve("jobber").resolve("history");
    }

    /// Where it is.
    public Path path() {
        return file;
    }

    /// The last entries, oldest first; makes the file where there is none.
    ///
    /// @throws IOException if it cannot be read or written
    public List<String> load() throws IOException {
        if (keepsNothing()) {
            return List.of();
        }
        Files.createDirectories(file.toAbsolutePath().getParent(), mode("rwx------"));
        requireRegular(file);
        Set<StandardOpenOption> written =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Files.newByteChannel(file, written, mode("rw-------")).close();
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        List<String> entries = read();
        if (entries.size() >= 2 * most) {
            cut();
        }
        return last(entries);
    }

    /// Adds an entry.
    ///
    /// @throws IOException if it cannot be written
    public void append(String entry) throws IOException {
        if (keepsNothing()) {
            return;
        }
        requireRegular(file);
        var line = ByteBuffer.wrap(TextEncoding.UTF_8.encode(escape(entry) + '\n'));
        try (var _ = Locked.of(this);
                FileChannel channel =
                        open(file.getFileName().toString(), StandardOpenOption.APPEND)) {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        }
    }

    /// Whether the file is a link to `/dev/null`, by which users turn the history off.
    private boolean keepsNothing() throws IOException {
        return Files.exists(file) && Files.isSameFile(file, NULL_DEVICE);
    }

    /// Only a regular file is used: opening a FIFO waits for a reader, and a device does not keep
    /// what is written.
    private static void requireRegular(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FileSystemException(path.toString(), null, "it is no regular file");
        }
    }

    private void cut() throws IOException {
        try (var _ = Locked.of(this)) {
            var text = new StringBuilder();
            last(read()).forEach(entry -> text.append(escape(entry)).append('\n'));
            Path shorter =
                    Files.createTempFile(file.getParent(), "history", ".new", mode("rw-------"));
            Files.write(shorter, TextEncoding.UTF_8.encode(text.toString()));
            Files.move(shorter, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// The right to write, which one thread of one program has at a time. The lock of a file is
    /// held by a whole JVM, in which several terminals may have this history.
    private record Locked(FileChannel file) implements AutoCloseable {
        private static final ReentrantLock IN_THIS_PROGRAM = new ReentrantLock();

        static Locked of(HistoryFile history) throws IOException {
            IN_THIS_PROGRAM.lock();
            try {
                FileChannel file = history.open("history.lock", StandardOpenOption.WRITE);
                try {
                    var _ = file.lock();
                    return new Locked(file);
                } catch (IOException | RuntimeException impossible) {
                    file.close();
                    throw impossible;
                }
            } catch (IOException | RuntimeException impossible) {
                IN_THIS_PROGRAM.unlock();
                throw impossible;
            }
        }

        @Override
        public void close() throws IOException {
            try {
                file.close();
            } finally {
                IN_THIS_PROGRAM.unlock();
            }
        }
    }

    private FileChannel open(String name, OpenOption how) throws IOException {
        Path path = file.resolveSibling(name);
        requireRegular(path);
        return FileChannel.open(path, Set.of(StandardOpenOption.CREATE, how), mode("rw-------"));
    }

    private List<String> read() throws IOException {
        try {
            return TextEncoding.UTF_8.decode(tail()).lines().map(HistoryFile::unescape).toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    /// The last part of the file. It is the whole file, unless another program made the file
    /// larger.
    private byte[] tail() throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(Math.max(0, channel.size() - MOST_BYTES));
            return Channels.newInputStream(channel).readNBytes(MOST_BYTES);
        }
    }

    private List<String> last(List<String> entries) {
        return entries.subList(Math.max(0, entries.size() - most), entries.size());
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /// An entry may have several lines, but takes one line in the file.
    private static String escape(String entry) {
        return entry.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "");
    }

    private static String unescape(String line) {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        var entry = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                entry.append(line.charAt(i) == 'n' ? "\n" : String.valueOf(line.charAt(i)));
            } else {
                entry.append(c);
            }
        }
        return entry.toString();
    }
}
