package dev.jobber.shell.script;

import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.syntax.FileText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The files that one command reads. Each is read once, because a pipe can be read only once, and a
/// file that runs many times must have the same text each time.
final class FileTexts {
    private final FileText reader;
    private final Map<Object, String> texts = new HashMap<>();

    FileTexts(FileText reader) {
        this.reader = reader;
    }

    /// The text of a file.
    ///
    /// @throws ShellException where it cannot be read
    synchronized String of(ScriptFile file) {
        Optional<String> known = Optional.ofNullable(texts.get(file.key()));
        return known.orElseGet(() -> {
            String text = reader.read(file.path(), file.shown());
            texts.put(file.key(), text);
            return text;
        });
    }

    /// Whether a file has been read already.
    synchronized boolean has(ScriptFile file) {
        return texts.containsKey(file.key());
    }
}
