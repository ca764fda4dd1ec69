package dev.jobber.shell.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The terminals and scripts that are attached to a tree.
public interface Visitors {
    /// Those of a tree that no other program can attach to.
    Visitors NONE =
            new Visitors() {
                @Override
                public List<Visitor> all() {
                    return List.of();
                }

                @Override
                public boolean kick(int id, String why) {
                    return false;
                }

                @Override
                public void shutDown(String who) {
                    throw new IllegalStateException("no program ends this tree");
                }
            };

    /// One of them.
    ///
    /// @param id its number
    /// @param from where it comes from
    /// @param age how long it has been here
    /// @param mode `shell` or `script`, or either with ` read-only` after it
    /// @param command what runs there now
    record Visitor(int id, From from, Duration age, String mode, Optional<String> command) {}

    /// Where a visitor comes from.
    ///
    /// @param tty the file of its terminal, if it has one
    /// @param user the name of its user
    record From(Optional<String> tty, String user) {}

    /// All of them, in the order in which they came.
    List<Visitor> all();

    /// Ends a visit.
    ///
    /// @param why for the visitor
    /// @return whether there was one of that number
    boolean kick(int id, String why);

    /// Why visitors may not end the tree; empty if they may.
    default Optional<String> refusesShutdown() {
        return Optional.empty();
    }

    /// Ends the tree in order, and the program in which it runs. Returns at once.
    ///
    /// @param who asks for it
    void shutDown(String who);
}
