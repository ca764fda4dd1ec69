package dev.jobber.shell.top;

import dev.jobber.otp.Pid;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the live view needs of the shell.
public interface Surroundings {
    /// The lines that describe a process, which may be dead.
    ///
    /// @param most how many lines there is room for
    List<String> detail(Pid pid, int most);

    /// What an act does: `stops 7 processes, 3 of them running jobs`. Empty if it cannot be done.
    ///
    /// @param told gets the reason then
    Optional<String> consequence(Act act, Pid pid, Consumer<String> told);

    /// Does it. Must not block.
    ///
    /// @param told gets a sentence about what came of it, at any time and on any thread
    void act(Act act, Pid pid, Consumer<String> told);
}
