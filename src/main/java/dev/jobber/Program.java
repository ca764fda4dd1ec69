package dev.jobber;

import dev.jobber.attach.AttachException;
import dev.jobber.job.durable.StoreException;
import dev.jobber.shell.console.StreamConsole;
import dev.jobber.shell.help.Help;
import dev.jobber.shell.parse.ProgramArguments;
import dev.jobber.shell.result.ExitErrors;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.Style;
import dev.jobber.shell.result.UserError;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The program: its options, then a [Run].
final class Program {
    private static final String DAEMON = "daemon";

    private final Host host;
    private final Optional<Attached> attached;

    /// A program with a tree of its own.
    Program(Host host) {
        this(host, Optional.empty());
    }

    /// @param attached the tree of another program that this one works on, if there is one
    Program(Host host, Optional<Attached> attached) {
        this.host = host;
        this.attached = attached;
    }

    /// Does what the words say.
    ///
    /// @return the exit code
    int run(List<String> arguments) {
        try {
            return runUnguarded(arguments);
        } catch (RuntimeException | Error fault) {
            if (arguments.contains("--verbose")) {
                throw fault;
            }
            complain(brokenBy(fault));
            return 1;
        }
    }

    /// The sentence about a fault of jobber itself.
    static String brokenBy(Throwable fault) {
        return "error in jobber: " + fault + " (--verbose shows the stack trace)";
    }

    private int runUnguarded(List<String> arguments) {
        Optional<ProgramCommand> command = programCommand(arguments);
        if (command.isPresent()) {
            return run(command.get(), arguments.subList(1, arguments.size()));
        }
        var options = new Options();
        options.daemon = !arguments.isEmpty() && arguments.getFirst().equals(DAEMON);
        var line = ProgramArguments.beforeCommand(options);
        List<UserError> faults =
                line.read(options.daemon ? arguments.subList(1, arguments.size()) : arguments);
        if (!faults.isEmpty()) {
            faults.forEach(error -> complain(error.sentence()));
            return 2;
        }
        if (options.help || options.version) {
            return answer(options.help ? Help.page(line.spec(), Style.PLAIN) : line.version());
        }
        if (options.choices().size() > 1) {
            complain(String.join(" and ", options.choices()) + " cannot be used together");
            return 2;
        }
        Optional<String> wrong = attached.isPresent() ? options.wrongInVisit() : options.wrong();
        if (wrong.isPresent()) {
            complain(wrong.get());
            return 2;
        }
        Optional<ProgramCommand> named = programCommand(options.command);
        if (named.isPresent()) {
            return run(named.get(), options.command.subList(1, options.command.size()));
        }
        Optional<String> wrongStore = options.store.wrong();
        if (wrongStore.isPresent()) {
            complain(wrongStore.get());
            return 2;
        }
        if (options.store.place.isPresent() && attached.isPresent()) {
            complain("--store belongs to the tree: give it to the program that starts the tree");
            return 2;
        }
        try {
            return attached.isPresent()
                    ? Run.on(attached.get(), host, options)
                    : Run.of(host, options);
        } catch (AttachException refused) {
            complain(refused.sentence());
            return refused.exitCode();
        } catch (ShellException unwritable) {
            complain(unwritable.error().sentence());
            return 1;
        } catch (StoreException unusable) {
            complain(ExitErrors.of(unusable).sentence());
            return 1;
        } catch (IOException unusable) {
            complain("the terminal cannot be used: " + unusable.getMessage());
            return 1;
        }
    }

    /// The command of the program that these words begin with. The shell, which is started most,
    /// does not load what knows these commands.
    private static Optional<ProgramCommand> programCommand(List<String> words) {
        return words.isEmpty() || words.getFirst().startsWith("-")
                ? Optional.empty()
                : ProgramCommand.of(words.getFirst())
                        .filter(command -> !command.isOnlyTold() || asksForHelp(words));
    }

    private static boolean asksForHelp(List<String> words) {
        return words.contains("--help") || words.contains("-h");
    }

    /// @return the exit code
    private int run(ProgramCommand command, List<String> arguments) {
        return switch (command) {
            case RUN -> runProgram(arguments);
            case COMPLETION -> completion(arguments);
            case MAN -> man(arguments);
            case DAEMON, ATTACH, PS, SHUTDOWN -> answer(Help.page(command.spec(), Style.PLAIN));
        };
    }

    /// @return the exit code
    private int completion(List<String> arguments) {
        var options = new CompletionOptions();
        return read(ProgramArguments.of(options), arguments, () -> options.help)
                .orElseGet(() ->
                        answer(Run.describing(host, shell -> Exports.script(shell, options))));
    }

    /// @return the exit code
    private int man(List<String> arguments) {
        var options = new ManOptions();
        return read(ProgramArguments.of(options), arguments, () -> options.help)
                .orElseGet(() -> {
                    try {
                        return answer(
                                Run.describing(
                                        host,
                                        shell -> Exports.pages(shell, options, host.place())));
                    } catch (ShellException failed) {
                        complain(failed.error().sentence());
                        return failed.error().code().exitCode();
                    }
                });
    }

    /// Fills the fields of options.
    ///
    /// @return the exit code, if that is all: the words are wrong, or ask for help
    private Optional<Integer> read(
            ProgramArguments line, List<String> arguments, BooleanSupplier wantsHelp) {
        List<UserError> faults = line.read(arguments);
        if (!faults.isEmpty()) {
            faults.forEach(error -> complain(error.sentence()));
            return Optional.of(2);
        }
        return wantsHelp.getAsBoolean()
                ? Optional.of(answer(Help.page(line.spec(), Style.PLAIN)))
                : Optional.empty();
    }

    /// @return the exit code
    private int runProgram(List<String> arguments) {
        if (attached.isPresent()) {
            complain("'jobber run' works without a tree: leave -N out");
            return 2;
        }
        var options = new RunOptions();
        Optional<Integer> end =
                read(ProgramArguments.beforeCommand(options), arguments, () -> options.help);
        if (end.isPresent()) {
            return end.get();
        }
        if (options.command.isEmpty()) {
            complain("'jobber run' needs a program: jobber run -- PROGRAM ARGS");
            return 2;
        }
        try {
            return new RunCommand(host, options, this::complain).run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /// @return the exit code
    private int answer(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            write(host.streams().out(), text);
            return 0;
        } catch (IOException failure) {
            if (StreamConsole.isClosedPipe(failure)) {
                return StreamConsole.OUTPUT_CLOSED;
            }
            complain(StreamConsole.unwritable(failure));
            return 1;
        }
    }

    private void complain(String text) {
        try {
            write(host.streams().err(), "jobber: " + text);
        } catch (IOException _) {
            // Standard error is closed.
        }
    }

    private void write(OutputStream stream, String text) throws IOException {
        stream.write(TextEncoding.of(host.place().environment()).encode(text + "\n"));
        stream.flush();
    }
}
