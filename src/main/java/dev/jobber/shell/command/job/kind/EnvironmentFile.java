package dev.jobber.shell.command.job.kind;

import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A file with entries of an environment: `NAME=VALUE`, one a line. Empty lines and lines that
/// begin with `#` do not count. Values are taken as they stand.
public final class EnvironmentFile {
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private EnvironmentFile() {}

    /// The entries of a file.
    ///
    /// @throws ShellException where it cannot be read, others can read it, or a line is no entry
    public static Map<String, String> read(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                throw wrong(
                        "others can read " + file + ", which may hold secrets",
                        "'chmod 600 " + file + "' lets only its owner read it");
            }
            Map<String, String> entries = new LinkedHashMap<>();
            int number = 0;
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int equals = line.indexOf('=');
                if (equals < 1) {
                    throw wrong(
                            file + ":" + number + ": the line is no NAME=VALUE",
                            "one entry a line");
                }
                entries.put(line.substring(0, equals), line.substring(equals + 1));
            }
            return entries;
        } catch (NoSuchFileException missing) {
            throw wrong("cannot read " + file + ": no such file", "give the path of a file");
        } catch (IOException unreadable) {
            throw wrong(
                    "cannot read " + file + ": " + unreadable.getMessage(), "is it a text file?");
        }
    }

    private static ShellException wrong(String message, String hint) {
        return new ShellException(new UserError(ErrorCode.USAGE, message, hint));
    }
}
