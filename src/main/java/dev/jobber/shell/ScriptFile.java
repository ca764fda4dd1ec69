package dev.jobber.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A file with lines in it.
///
/// @param path where it is
/// @param shown what it is called in messages
/// @param includer the file that sources it, where one does
record ScriptFile(Path path, String shown, Optional<ScriptFile> includer) {

    /// A file that no other sources.
    static ScriptFile of(Path path, String shown) {
        return new ScriptFile(path, shown, Optional.empty());
    }

    /// The file that a line of this one sources: its path is relative to this file.
    ScriptFile including(String written) {
        return new ScriptFile(
                path.toAbsolutePath().resolveSibling(written),
                Path.of(shown).resolveSibling(written).toString(),
                Optional.of(this));
    }

    /// The text in it.
    ///
    /// @throws ShellException where the file includes itself, or cannot be read
    String read() {
        if (includes(this)) {
            var chain = chain().stream().map(ScriptFile::shown).collect(Collectors.joining(" → "));
            throw new ShellException(
                    Fault.usage(
                            "expected a file that does not include itself, got: " + chain,
                            "remove this line"));
        }
        return FileText.read(path, shown);
    }

    private boolean includes(ScriptFile file) {
        return includer.map(outer -> outer.isSameAs(file) || outer.includes(file)).orElse(false);
    }

    boolean isSameAs(ScriptFile other) {
        return FileText.isSame(path, other.path);
    }

    private List<ScriptFile> chain() {
        var chain = new ArrayList<ScriptFile>();
        for (var file = Optional.of(this); file.isPresent(); file = file.get().includer()) {
            chain.add(file.get());
        }
        Collections.reverse(chain);
        return chain;
    }
}
