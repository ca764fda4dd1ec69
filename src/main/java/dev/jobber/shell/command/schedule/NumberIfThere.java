package dev.jobber.shell.command.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// Gives an option the next word if that is its number, and else [#NONE]: what follows may be the
/// command's parameter or a further option.
final class NumberIfThere implements IParameterConsumer {
    /// Stands for an option without a number.
    static final String NONE = "";

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's type
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
        List<String> before = option.getValue();
        var all = new ArrayList<String>(before);
        boolean isNumber = !words.isEmpty() && words.peek().matches("-?\\d+");
        all.add(isNumber ? words.pop() : NONE);
        option.setValue(all);
    }
}
