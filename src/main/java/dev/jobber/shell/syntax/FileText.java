package dev.jobber.shell.syntax;

import dev.jobber.shell.result.DidYouMean;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads files of lines, and says in the user's words why one cannot be read.
///
/// @param encoding what their bytes are
/// @param notice told what a reading waits for, when it waits for more than a second
public record FileText(TextEncoding encoding, Consumer<String> notice) {
    /// How large a text may be, and a line of one that is read line by line.
    static final int MOST_BYTES = 16 << 20;

    /// How many files of a folder are looked at for a similar name.
    private static final int MOST_LOOKED_AT = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// The text of a file.
    ///
    /// @param shown what the file is called in messages
    /// @throws ShellException where there is no text to be had
    public String read(Path path, String shown) {
        byte[] bytes;
        try (InputStream in = open(path, shown)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException failed) {
            throw unreadable(path, shown, failed);
        }
        if (bytes.length > MOST_BYTES) {
            throw unreadable(ErrorCode.EIO, "'" + shown + "'", "it is larger than 16 MB");
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw unreadable(
                        ErrorCode.EIO,
                        "'" + shown + "'",
                        isUtf16(bytes)
                                ? "it is UTF-16; save it as UTF-8"
                                : "it is not text (a NUL at byte " + (i + 1) + ")");
            }
        }
        return encoding.decode(bytes);
    }

    /// Whether a text begins with the mark of UTF-16, as some editors of Windows write it.
    private static boolean isUtf16(byte[] bytes) {
        return bytes.length > 1
                && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE
                        || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF);
    }

    /// Opens a file; a FIFO opens when a program opens it to write.
    ///
    /// @throws ShellException where that cannot be
    public InputStream open(Path path, String shown) {
        if (Files.isDirectory(path)) {
            throw unreadable(ErrorCode.EISDIR, "'" + shown + "'", "it is a folder");
        }
        try (var _ = Files.isRegularFile(path) ? Waiting.NONE : waiting(shown)) {
            return Files.newInputStream(path);
        } catch (IOException failed) {
            throw unreadable(path, shown, failed);
        }
    }

    /// Why a file cannot be read, and where there is none, the name of a similar one.
    private static ShellException unreadable(Path path, String shown, IOException failed) {
        UserError error = unreadable("'" + shown + "'", failed).error();
        if (!(failed instanceof NoSuchFileException)) {
            return new ShellException(error);
        }
        String folder = shown.substring(0, shown.lastIndexOf('/') + 1);
        return new ShellException(
                new UserError(
                        error.code(),
                        error.message(),
                        similar(path)
                                .map(name -> "did you mean '" + folder + name + "'?")
                                .orElse("")));
    }

    /// The name of a file in the same folder that is near to the name of this one.
    private static Optional<String> similar(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        Path name = path.getFileName();
        if (folder == null || name == null) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return DidYouMean.nearest(
                    name.toString(),
                    files.limit(MOST_LOOKED_AT)
                            .map(file -> folder.relativize(file).toString())
                            .toList());
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /// What is done about a wait that takes long.
    @FunctionalInterface
    private interface Waiting extends AutoCloseable {
        Waiting NONE = () -> {};

        /// The wait is over.
        @Override
        void close();
    }

    private Waiting waiting(String shown) {
        var opened = new CountDownLatch(1);
        Thread.ofPlatform()
                .daemon()
                .name("jobber-waiting")
                .start(() -> {
                    try {
                        if (!opened.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                            notice.accept(
                                    "'"
                                            + shown
                                            + "' is a FIFO: waiting for a program that writes to it");
                        }
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
        return opened::countDown;
    }

    /// Why something cannot be read.
    ///
    /// @param what as it stands in the message: a name, or a path in quotes
    public static ShellException unreadable(String what, IOException failed) {
        ErrorCode code =
                switch (failed) {
                    case NoSuchFileException _ -> ErrorCode.ENOENT;
                    case AccessDeniedException _ -> ErrorCode.EACCES;
                    default -> ErrorCode.EIO;
                };
        return unreadable(code, what, reason(failed));
    }

    /// Why, without the path, which the message has already.
    public static String reason(IOException failed) {
        return switch (failed) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "there is a file of this name already";
            case NotDirectoryException _ -> "it is no folder";
            case FileSystemLoopException _ -> "its links lead in a circle";
            default -> {
                String reason =
                        failed instanceof FileSystemException of
                                ? of.getReason()
                                : failed.getMessage();
                yield Optional.ofNullable(reason).orElse("the system gave no reason");
            }
        };
    }

    static ShellException unreadable(ErrorCode code, String what, String why) {
        return new ShellException(code, "cannot read " + what + ": " + why);
    }
}
