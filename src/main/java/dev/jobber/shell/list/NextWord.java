package dev.jobber.shell.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// Gives an option the next word whatever it is: `-outcome` is a field here, and no option `-o`.
final class NextWord implements IParameterConsumer {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli's type
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
        if (words.isEmpty()) {
            throw new MissingParameterException(
                    command.commandLine(), option, "it needs " + option.paramLabel());
        }
        List<String> before = option.getValue();
        var all = new ArrayList<String>(before);
        all.add(words.pop());
        option.setValue(all);
    }
}
