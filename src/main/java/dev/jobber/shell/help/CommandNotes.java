package dev.jobber.shell.help;

import dev.jobber.shell.help.topic.ExitCodes;
import dev.jobber.shell.help.topic.Topic.Sample;
import dev.jobber.shell.parse.Example;
import dev.jobber.shell.parse.InOtp;
import dev.jobber.shell.parse.SeeAlso;
import dev.jobber.shell.parse.ShellCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// What is known of a command beside how it is used: its annotations say it.
///
/// @param inOtp what it is in the terms of OTP; empty where nothing is said
/// @param samples lines that show it
/// @param exitCodes what a script can end with because of it, each as `CODE:meaning`
/// @param seeAlso names of other commands, and of topics
/// @param note what more is to be said of its usage
public record CommandNotes(
        String inOtp,
        List<Sample> samples,
        List<String> exitCodes,
        List<String> seeAlso,
        Optional<String> note) {
    /// The notes on a command; a command of a command has those of the outer one.
    public static CommandNotes of(CommandSpec spec) {
        Class<?> command = spec.root().userObject().getClass();
        return new CommandNotes(
                Optional.ofNullable(command.getAnnotation(InOtp.class))
                        .map(InOtp::value)
                        .orElse(""),
                Arrays.stream(command.getAnnotationsByType(Example.class))
                        .map(example -> new Sample(example.value(), example.does()))
                        .toList(),
                codes(Optional.ofNullable(command.getAnnotation(Command.class))),
                Optional.ofNullable(command.getAnnotation(SeeAlso.class))
                        .map(SeeAlso::value)
                        .map(List::of)
                        .orElse(List.of()),
                spec.userObject() instanceof ShellCommand own ? own.note() : Optional.empty());
    }

    private static List<String> codes(Optional<Command> command) {
        return command.map(it -> List.of(it.exitCodeList()))
                .filter(own -> !own.isEmpty())
                .orElseGet(ExitCodes::ofCommands);
    }
}
