package dev.jobber.shell.command;

import dev.jobber.job.Kind;
import dev.jobber.shell.Check;

/// What a line says about work of one kind; picocli fills the fields.
sealed interface KindOptions permits SimOptions {

    /// Looks for what is wrong, or missing, in a description of new work.
    ///
    /// @param word the text of the word that is to blame where something is missing
    void check(Check check, String word);

    /// The work they describe.
    Kind make();

    /// The defined work, with what the line says otherwise.
    Kind override(Kind defined);
}
