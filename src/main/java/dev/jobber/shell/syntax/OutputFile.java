package dev.jobber.shell.syntax;

import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Writes what a command makes to a file, whole or not at all.
public final class OutputFile {
    private OutputFile() {}

    /// Writes the text into a new file beside the wanted one and then moves it there, so that no
    /// reader sees half a file. The file keeps its permissions. Something that is no plain file,
    /// such as `/dev/stdout`, is written to as it is.
    ///
    /// @param shown the path as the user wrote it
    /// @throws ShellException where that fails; the file is then as it was
    public static void write(Path file, String shown, String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.isDirectory(file)) {
                throw unwritable(ErrorCode.EISDIR, shown, "it is a folder");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                Files.write(file, bytes);
            } else {
                replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), bytes);
            }
        } catch (NoSuchFileException _) {
            throw unwritable(ErrorCode.ENOENT, shown, "there is no such folder");
        } catch (AccessDeniedException _) {
            throw unwritable(ErrorCode.EACCES, shown, "permission denied");
        } catch (IOException failed) {
            throw unwritable(ErrorCode.EIO, shown, FileText.reason(failed));
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path made = file.resolveSibling("." + UUID.randomUUID() + ".new");
        try {
            Files.write(made, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (Files.exists(file)) {
                Files.setPosixFilePermissions(made, Files.getPosixFilePermissions(file));
            }
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static ShellException unwritable(ErrorCode code, String shown, String why) {
        return new ShellException(code, "cannot write '" + shown + "': " + why);
    }
}
