package shop;

import dev.jobber.otp.GenServer;
import dev.jobber.otp.Node;
import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.parse.CommandProvider;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.ShellCommand;
import dev.jobber.shell.result.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The application's own commands. `META-INF/services` names this class.
public final class ShopCommands implements CommandProvider {
    @Override
    public CommandGroup commands(Node node) {
        return CommandGroup.of("The shop", CommandGroup.command("add", () -> new Add(node)));
    }

    /// `add N`
    @Command(name = "add", description = "Adds things to the stock.")
    @Example(value = "add 3", does = "adds three")
    static final class Add implements ShellCommand {
        private final Node node;

        @Parameters(paramLabel = "N", description = "How many.")
        private int number;

        Add(Node node) {
            this.node = node;
        }

        @Override
        public Answer run() {
            GenServer.cast(node.named(Stock.NAME), new Stock.Add(number));
            return Answer.text(
                    "there are " + GenServer.call(node.named(Stock.NAME), new Stock.Count()));
        }
    }
}
