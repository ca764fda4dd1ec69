package dev.jobber.shell.script;

import dev.jobber.shell.result.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a file that runs by itself can be trusted: only its owner may write to it, and that is
/// the user or root.
final class FileTrust {
    private static final int ROOT = 0;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FIFO = 0010000;

    /// Belongs to the user of this process, where the system has it.
    private static final Path MYSELF = Path.of("/proc/self");

    private FileTrust() {}

    /// The reason why this file cannot be trusted, if there is one.
    ///
    /// @param shown what it is called in messages
    static Optional<UserError> problem(Path path, String shown) {
        try {
            Map<String, Object> facts = Files.readAttributes(path, "unix:uid,mode");
            return problem(path, shown, facts);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return Optional.empty(); // it is not there, which its reader says
        }
    }

    private static Optional<UserError> problem(Path path, String shown, Map<String, Object> facts)
            throws IOException {
        int type = number(facts.get("mode")) & FILE_TYPE;
        int owner = number(facts.get("uid"));
        if (type != REGULAR && type != FIFO) {
            return Optional.empty();
        }
        if (owner != ROOT && owner != user(path)) {
            return Optional.of(
                    UserError.usage(
                            "'"
                                    + shown
                                    + "' is not loaded: it belongs to "
                                    + Files.getOwner(path).getName()
                                    + ", and not to you or to root",
                            "'source " + shown + "' runs it all the same"));
        }
        return isWritableByOthers(path)
                ? Optional.of(
                        UserError.usage(
                                "'" + shown + "' is not loaded: other users may write to it",
                                "chmod go-w " + shown))
                : Optional.empty();
    }

    private static int number(@Nullable Object attribute) {
        return attribute instanceof Integer number ? number : 0;
    }

    /// The user's number. If the system does not tell it, the owner of the file counts as the user
    /// if the names are the same.
    private static int user(Path path) throws IOException {
        if (Files.exists(MYSELF)) {
            return number(Files.getAttribute(MYSELF, "unix:uid"));
        }
        boolean isMine = Files.getOwner(path).getName().equals(System.getProperty("user.name"));
        return isMine ? number(Files.getAttribute(path, "unix:uid")) : ROOT;
    }

    /// Whether others than the file's owner may write to it. A user's private group, which bears
    /// the user's name, has no other member; root has none.
    private static boolean isWritableByOthers(Path path) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        Set<PosixFilePermission> permissions = attributes.permissions();
        String owner = attributes.owner().getName();
        boolean privateGroup = owner.equals(attributes.group().getName()) && !owner.equals("root");
        return permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || permissions.contains(PosixFilePermission.GROUP_WRITE) && !privateGroup;
    }
}
