package dev.jobber.shell.session;

import dev.jobber.shell.result.Answer;
import dev.jobber.shell.result.Value;
import java.util.Map;

/// A command that is kept as it was written, to run later and more than once.
@FunctionalInterface
public interface LaterCommand {
    /// Runs it on this thread. What its words stand for is looked up now. Files that it runs say
    /// nothing, as the rc file does.
    ///
    /// @param values stand before all other values of these names
    Answer run(Map<String, Value> values);
}
