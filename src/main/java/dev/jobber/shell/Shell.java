package dev.jobber.shell;

/// Runs lines from a source and tells what comes of them.
public final class Shell {

    private final Session session;
    private final Interpreter interpreter;

    /// A shell on a session.
    public Shell(Session session) {
        this.session = session;
        this.interpreter = new Interpreter(session);
    }

    /// Runs a script.
    ///
    /// @param keepGoing whether it goes on after a failed command
    /// @return its exit code: that of the last failure, 0 where nothing failed
    public int run(Source source, boolean keepGoing) {
        var exitCode = new int[1];
        interpreter.run(
                source,
                CommandRunner.direct(),
                (answer, place) -> {
                    tell(answer, place);
                    if (answer instanceof Answer.Failed failed) {
                        exitCode[0] = failed.exitCode();
                        return keepGoing;
                    }
                    return true;
                });
        return exitCode[0];
    }

    /// Runs what is typed at a prompt until its end.
    public void interact(LineSource prompt) {
        session.prompt(prompt);
        interpreter.run(
                new PromptSource(prompt),
                CommandRunner.cancelledBy(prompt),
                (answer, place) -> {
                    tell(answer, place);
                    return answer instanceof Answer.Ok;
                });
    }

    /// Tells an answer, unless it is of no interest any more.
    ///
    /// @param place what an error's message begins with
    public void tell(Answer answer, String place) {
        if (!session.isAbandoned()) {
            new Printer(session).print(answer, place);
        }
    }

    /// Tells an error that no command answered with: always for people, and where errors go.
    public void complain(Answer.Failed failed) {
        session.console().error(new Printer(session).error(failed, ""));
    }
}
