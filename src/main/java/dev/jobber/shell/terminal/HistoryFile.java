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
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// The file of the lines entered at the prompt, one entry a line, which any number of shells add to
/// at once.
///
/// Only its owner may read it: the file has mode 0600, and new folders have mode 0700. Each entry
/// is added when the user enters it. Every shell of the user takes the same file lock, so an entry
/// of one shell is not lost when another shell cuts the file.
///
/// A shell knows the file up to a place: **each entry before that place was loaded, was added by
/// this shell, or was handed out as news**. So it sees what other shells add, and its own entries
/// once.
public final class HistoryFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Path NULL_DEVICE = Path.of("/dev/null");
    private static final int MOST_BYTES = 64 << 20;

    /// The file beside it that every shell locks.
    private static final String LOCK = "history.lock";

    private final Path file;
    private final int most;
    private Place known = Place.NOWHERE;

    /// How far a file is known.
    ///
    /// @param key which file that is; another one when a shell has cut the file
    /// @param bytes all of it that is known
    private record Place(Optional<Object> key, long bytes) {
        static final Place NOWHERE = new Place(Optional.empty(), 0);
    }

    /// What other shells have added.
    ///
    /// @param isAll whether these are all entries of the file, for one of the shells has cut it
    record News(List<String> entries, boolean isAll) {
        static final News NONE = new News(List.of(), false);
    }

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
        known = end(); // what comes after this is read once more, and never left out
        List<String> entries = read();
        if (entries.size() >= 2 * most) {
            cut();
            entries = read();
        }
        return last(entries);
    }

    /// Adds an entry.
    ///
    /// @return what other shells have added before it, since the last look
    /// @throws IOException if it cannot be written
    News append(String entry) throws IOException {
        if (keepsNothing()) {
            return News.NONE;
        }
        requireRegular(file);
        var line = ByteBuffer.wrap(TextEncoding.UTF_8.encode(escape(entry) + '\n'));
        try (var _ = Locked.of(this);
                FileChannel channel =
                        open(file.getFileName().toString(), StandardOpenOption.APPEND)) {
            News news = unknown();
            while (line.hasRemaining()) {
                channel.write(line);
            }
            known = end();
            return news;
        }
    }

    /// What other shells have added since the last look. Costs one look at the size of the file
    /// where there is nothing new.
    ///
    /// @throws IOException if it cannot be read
    News news() throws IOException {
        if (keepsNothing() || !Files.isRegularFile(file) || end().equals(known)) {
            return News.NONE;
        }
        try (var _ = Locked.of(this)) {
            return unknown();
        }
    }

    /// The entries behind the place up to which the file is known, and they are known from now on.
    /// The caller has the lock.
    private News unknown() throws IOException {
        Place end = end();
        boolean isCut = !end.key().equals(known.key()) || end.bytes() < known.bytes();
        List<String> entries = isCut ? last(read()) : entries(bytes(known.bytes()));
        known = end;
        return new News(entries, isCut);
    }

    /// The place behind all that is in the file now.
    private Place end() throws IOException {
        var now = Files.readAttributes(file, BasicFileAttributes.class);
        return new Place(Optional.ofNullable(now.fileKey()), now.size());
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
            known = end();
        }
    }

    /// The right to write, which one thread of one program has at a time. The lock of a file is
    /// held by a whole JVM, in which several terminals may have this history.
    private record Locked(FileChannel file) implements AutoCloseable {
        private static final ReentrantLock IN_THIS_PROGRAM = new ReentrantLock();

        static Locked of(HistoryFile history) throws IOException {
            IN_THIS_PROGRAM.lock();
            try {
                FileChannel file = history.open(LOCK, StandardOpenOption.WRITE);
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
            return entries(bytes(0));
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private static List<String> entries(byte[] bytes) {
        return TextEncoding.UTF_8.decode(bytes).lines().map(HistoryFile::unescape).toList();
    }

    /// What is in the file from there on. It is all of that, unless another program made the file
    /// very large.
    private byte[] bytes(long from) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(Math.max(from, channel.size() - MOST_BYTES));
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
