package dev.jobber;

import dev.jobber.shell.Shell;
import dev.jobber.shell.session.Session;
import dev.jobber.shell.session.SharedTree;
import java.time.Duration;
import java.util.function.Consumer;

/// The tree of a run, and what the run does for it: begins it, tells of its end, ends it. The tree
/// is the own one of the program, or one that the run visits.
sealed interface RunTree permits OwnTree, VisitedTree {
    /// The tree.
    SharedTree tree();

    /// Tells the shell which rc file belongs to the tree, where one does.
    void findRc(Shell shell);

    /// Whether the run begins with the rc file.
    boolean runsRc();

    /// What an interactive shell says where it has not run an rc file.
    String greeting();

    /// The rc file has run: from now on the tree is what it should be.
    ///
    /// @param end ends the run within a time
    void begin(Session session, Shell shell, Consumer<Duration> end);

    /// Why the run ends, for those who are attached to its tree.
    void endsBecause(String reason);

    /// The run ends, and with it what it has started.
    ///
    /// @param timeout how long the tree may take, if it ends
    void end(Session session, Duration timeout);
}
