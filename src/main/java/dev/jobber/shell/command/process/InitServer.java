package dev.jobber.shell.command.process;

import dev.jobber.otp.ExitReason;
import dev.jobber.otp.GenServer;
import dev.jobber.otp.Request;
import dev.jobber.shell.parse.InitAnswer;
import java.util.function.Consumer;

/// A server that shows what its init answers and what follows from it, and does nothing else.
final class InitServer extends GenServer<InitServer.State, Request<?>, InitServer.Next> {
    /// What it knows.
    ///
    /// @param continued whether it has done what init left to be done
    record State(InitAnswer init, boolean continued) {
        @Override
        public String toString() {
            return "%{continued: " + continued + ", init: \"" + init + "\"}";
        }
    }

    /// What it does after init.
    enum Next {
        WORK {
            @Override
            public String toString() {
                return ":work";
            }
        }
    }

    private final InitAnswer answer;
    private final Consumer<String> output;

    /// @param answer what its init answers
    /// @param output takes each line it prints
    InitServer(InitAnswer answer, Consumer<String> output) {
        this.answer = answer;
        this.output = output;
    }

    @Override
    protected InitResult<State> init() {
        output.accept("init answers " + answer);
        var state = new State(answer, false);
        return switch (answer) {
            case InitAnswer.Ok() -> ok(state);
            case InitAnswer.Continue() -> ok(state, thenContinue(Next.WORK));
            case InitAnswer.Ignore() -> ignore();
            case InitAnswer.Stop(ExitReason reason) -> stop(reason);
        };
    }

    @Override
    protected Result<State> handleContinue(Next next, State state) {
        output.accept("handle_continue runs after init, with " + next);
        return noreply(new State(state.init(), true));
    }

    @Override
    protected void terminate(ExitReason reason, State state) {
        output.accept("Terminating with reason " + reason);
    }
}
