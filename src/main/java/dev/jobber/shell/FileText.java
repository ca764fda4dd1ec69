package dev.jobber.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/// Reads files of lines, and says in the user's words why one cannot be read.
final class FileText {

    private static final int MOST_BYTES = 16 << 20;

    private FileText() {}

    /// The text of a file.
    ///
    /// @param shown what the file is called in messages
    /// @throws ShellException where there is no text to be had
    static String read(Path path, String shown) {
        byte[] bytes;
        try (var in = open(path, shown)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException failed) {
            throw unreadable(shown, failed);
        }
        if (bytes.length > MOST_BYTES) {
            throw unreadable(ErrorCode.EIO, shown, "it is larger than 16 MB");
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw unreadable(
                        ErrorCode.EIO, shown, "it is not text (a NUL at byte " + (i + 1) + ")");
            }
        }
        return Utf8.decode(bytes);
    }

    /// Opens a file.
    ///
    /// @throws ShellException where that cannot be
    static InputStream open(Path path, String shown) {
        if (Files.isDirectory(path)) {
            throw unreadable(ErrorCode.EISDIR, shown, "it is a folder");
        }
        try {
            return Files.newInputStream(path);
        } catch (IOException failed) {
            throw unreadable(shown, failed);
        }
    }

    static ShellException unreadable(String shown, IOException failed) {
        return switch (failed) {
            case NoSuchFileException _ ->
                    unreadable(ErrorCode.ENOENT, shown, "there is no such file");
            case AccessDeniedException _ ->
                    unreadable(ErrorCode.EACCES, shown, "permission denied");
            default ->
                    unreadable(
                            ErrorCode.EIO,
                            shown,
                            Optional.ofNullable(failed.getMessage()).orElse(failed.toString()));
        };
    }

    private static ShellException unreadable(ErrorCode code, String shown, String why) {
        return new ShellException(
                code, "expected a readable file, got: '" + shown + "' (" + why + ")");
    }

    /// Whether two paths lead to one file.
    static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException unreachable) {
            return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
        }
    }

    /// Whether others than the file's owner may write to it. A user's private group, which bears
    /// the user's name, is nobody else; root has none.
    static boolean isWritableByOthers(Path path) {
        try {
            var attributes = Files.readAttributes(path, PosixFileAttributes.class);
            var permissions = attributes.permissions();
            var owner = attributes.owner().getName();
            var privateGroup = owner.equals(attributes.group().getName()) && !owner.equals("root");
            return attributes.isRegularFile()
                    && (permissions.contains(PosixFilePermission.OTHERS_WRITE)
                            || permissions.contains(PosixFilePermission.GROUP_WRITE)
                                    && !privateGroup);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
