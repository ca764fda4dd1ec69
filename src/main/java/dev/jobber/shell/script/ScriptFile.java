package dev.jobber.shell.script;

import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A file with lines in it.
///
/// @param path where it is
/// @param shown what it is called in messages
/// @param key a value that is the same for all paths to this file
/// @param includer the file that sources it, where one does
record ScriptFile(Path path, String shown, Object key, Optional<ScriptFile> includer) {
    /// How many files may source one another in a row.
    static final int DEEPEST = 100;

    /// A file that no other sources.
    static ScriptFile of(Path path, String shown) {
        return new ScriptFile(path, shown, key(path), Optional.empty());
    }

    /// The path that a word of this file means: it is relative to the folder of this file.
    Path path(String written, TextEncoding encoding) {
        Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
        return encoding.path(folder, written);
    }

    /// The file that a line of this one sources: its path is relative to this file.
    ///
    /// @throws ShellException where it is this file, or one that sources this one, or where too
    ///   many files source one another
    ScriptFile including(String written, TextEncoding encoding) {
        Path file = path(written, encoding);
        String shownAs =
                written.startsWith("/")
                        ? written
                        : shown.substring(0, shown.lastIndexOf('/') + 1) + written;
        var included = new ScriptFile(file, shownAs, key(file), Optional.of(this));
        if (includes(included)) {
            String chain =
                    included.chain().stream()
                            .map(ScriptFile::shown)
                            .collect(Collectors.joining(" → "));
            throw new ShellException(
                    UserError.usage("the file includes itself: " + chain, "remove this line"));
        }
        requireDepth(included.chain().size(), shownAs);
        return included;
    }

    /// @throws ShellException where there are too many files in a row
    static void requireDepth(int depth, String shown) {
        if (depth > DEEPEST) {
            throw new ShellException(
                    UserError.usage(
                            "more than "
                                    + DEEPEST
                                    + " files source one another, with '"
                                    + shown
                                    + "'",
                            "remove this line"));
        }
    }

    /// How many files source one another up to this one, which counts too.
    int depth() {
        return chain().size();
    }

    private boolean includes(ScriptFile file) {
        return isSameAs(file) || includer.map(outer -> outer.includes(file)).orElse(false);
    }

    boolean isSameAs(ScriptFile other) {
        return key.equals(other.key);
    }

    private static Object key(Path path) {
        try {
            return Optional.ofNullable(
                            Files.readAttributes(path, BasicFileAttributes.class).fileKey())
                    .orElse(path.toAbsolutePath().normalize());
        } catch (IOException unreachable) {
            return path.toAbsolutePath().normalize();
        }
    }

    private List<ScriptFile> chain() {
        var chain = new ArrayList<ScriptFile>();
        for (Optional<ScriptFile> file = Optional.of(this);
                file.isPresent();
                file = file.get().includer()) {
            chain.add(file.get());
        }
        Collections.reverse(chain);
        return chain;
    }
}
