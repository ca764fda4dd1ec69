package dev.jobber.shell.export;

import dev.jobber.shell.export.CommandNode.Choice;
import dev.jobber.shell.export.CommandNode.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The completion script for fish, from version 3 on, which shows what each word means.
final class FishCompletion implements CompletionScript {
    private static final String BEGIN =
            """
            # Completion of jobber for fish. Load it from ~/.config/fish/config.fish:
            #   jobber completion fish | source

            function __jobber_at -S
                set commands
                set flags
                set taking
                switch $argv[1]
            """;

    private static final String BETWEEN =
            """
                end
            end

            function __jobber_values -S
                set found
                set source
                switch $argv[1]
            """;

    private static final String END =
            """
                end
            end

            function __jobber_trees
                set -l folder /tmp/jobber-(id -u)
                test -z "$XDG_RUNTIME_DIR"; or set folder $XDG_RUNTIME_DIR/jobber
                for socket in $folder/*.sock
                    set -l tree (string replace -r '\\.sock$' '' -- $socket)
                    kill -0 (cat $tree.pid) 2> /dev/null; and string replace -r '.*/' '' -- $tree
                end 2> /dev/null
            end

            function __jobber
                set -l commands
                set -l flags
                set -l taking
                set -l found
                set -l source
                set -l path
                set -l takes
                set -l ended
                set -l position 0
                set -l line (commandline -opc)
                set -l current (commandline -ct)
                __jobber_at ''
                for word in $line[2..-1]
                    if test -n "$takes"
                        set takes
                    else if test -z "$ended" -a "$word" = --
                        set ended yes
                    else if test -z "$ended"; and string match -q -- '-*' $word
                        string match -q -- '*=*' $word; or not contains -- $word $taking; or set takes $word
                    else if test $position = 0; and string match -qr -- '^'(string escape --style=regex -- $word)'(\\t|$)' $commands
                        set path $path $word
                        __jobber_at "$path"
                    else
                        set position (math $position + 1)
                    end
                end
                set -l head ''
                if test -n "$takes"
                    __jobber_values (string join ' ' -- $path $takes)
                else if test -z "$ended"; and string match -qr -- '^-.*=' $current
                    set -l option (string split -m1 = -- $current)
                    __jobber_values (string join ' ' -- $path $option[1])
                    set head $option[1]=
                    set current $option[2]
                else if test -z "$ended"; and string match -q -- '-*' $current
                    set found $flags
                else
                    __jobber_values (string join ' ' -- $path @$position)
                    test -n "$found$source"; or __jobber_values (string join ' ' -- $path '@*')
                    test $position = 0; and set found $commands $found
                end
                switch "$source"
                    case files
                        set found (__fish_complete_path $current)
                    case folders
                        set found (__fish_complete_directories $current)
                    case programs
                        set found (complete -C "$current")
                    case trees
                        set found (__jobber_trees)
                end
                for word in $found
                    echo -- $head$word
                end
            end

            complete -c jobber -f -a '(__jobber)'
            """;

    @Override
    public String of(List<CommandNode> nodes) {
        var script = new StringBuilder(BEGIN);
        for (CommandNode node : nodes) {
            script.append(
                    "        case '%s'\n            set commands %s\n"
                            .formatted(node.path(), list(node.commands())));
            script.append(
                    "            set flags %s\n            set taking %s\n"
                            .formatted(list(node.flagChoices()), node.flagsWithValue()));
        }
        script.append(BETWEEN);
        for (CommandNode node : nodes) {
            node.values().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(each ->
                            script.append(
                                    "        case %s\n            %s\n"
                                            .formatted(
                                                    quoted(
                                                            node.key(each.getKey())
                                                                    .replace("*", "\\*")),
                                                    written(each.getValue()))));
        }
        return script.append(END).toString().stripTrailing();
    }

    private static String written(Values values) {
        return switch (values) {
            case Values.Words(List<Choice> words) -> "set found " + list(words);
            case Values.Found found -> "set source " + CompletionScript.word(found);
        };
    }

    /// Words as fish takes them: the word, a tab, what it means.
    private static String list(List<Choice> choices) {
        return choices.stream()
                .map(choice ->
                        quoted(choice.word())
                                + (choice.about().isEmpty() ? "" : "\\t" + quoted(choice.about())))
                .collect(Collectors.joining(" "));
    }

    /// A text between single quotes, in which fish reads `\\` and `\'`.
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
