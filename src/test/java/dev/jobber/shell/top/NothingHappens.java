package dev.jobber.shell.top;

import dev.jobber.otp.Pid;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Describes all processes alike, and ends none.
public final class NothingHappens implements Surroundings {
    /// The only one there need be.
    public static final Surroundings INSTANCE = new NothingHappens();

    private NothingHappens() {}

    @Override
    public List<String> detail(Pid pid, int most) {
        return List.of("the process " + pid + " 進程進程進程進程進程進程");
    }

    @Override
    public Optional<String> consequence(Act act, Pid pid, Consumer<String> told) {
        return Optional.of(act.verb() + " 1 process");
    }

    @Override
    public void act(Act act, Pid pid, Consumer<String> told) {
        told.accept(act.word());
    }
}
