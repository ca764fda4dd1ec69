package dev.jobber.shell.command.job.kind;

import dev.jobber.job.kind.Kind;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.session.Scripts;
import java.util.Set;

/// What a line says about work of one kind; picocli fills the fields, and takes the description of
/// the kind from the `@Command` of the class.
///
/// @param <K> the kind
public interface KindOptions<K extends Kind> {
    /// The long names of the options that a start may give to a defined job.
    Set<String> overrides();

    /// Looks for what is wrong, or missing, in a description of new work.
    ///
    /// @param word the text of the word that is to blame where something is missing
    void validate(Validation validation, String word);

    /// The work they describe.
    ///
    /// @param scripts finds the files that they name
    /// @throws dev.jobber.shell.result.ShellException where a file that they name cannot be read
    K make(Scripts scripts);

    /// The defined work, with what the line says otherwise.
    K override(K defined);
}
