package dev.jobber.shell.export;

import dev.jobber.shell.export.CommandNode.Choice;
import dev.jobber.shell.export.CommandNode.Flag;
import dev.jobber.shell.export.CommandNode.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The completion script for bash, from version 3.2 on. It needs no other script.
///
/// bash splits words at `=` and `:`, too. The script puts them together again, and takes from what
/// it answers what bash does not replace.
final class BashCompletion implements CompletionScript {
    private static final String BEGIN =
            """
            # Completion of jobber for bash. Load it from ~/.bashrc:
            #   eval "$(jobber completion bash)"

            _jobber_at() {
                commands= flags=
                case $1 in
            """;

    private static final String BETWEEN =
            """
                esac
            }

            _jobber_values() {
                words= source=
                case $1 in
            """;

    private static final String END =
            """
                esac
            }

            _jobber_trees() {
                local folder=${XDG_RUNTIME_DIR:+$XDG_RUNTIME_DIR/jobber} socket
                for socket in "${folder:-/tmp/jobber-$UID}"/*.sock; do
                    socket=${socket%.sock}
                    ! kill -0 "$(< "$socket.pid")" 2> /dev/null || echo "${socket##*/}"
                done 2> /dev/null
            }

            _jobber() {
                local commands flags words source
                local path= takes= ended= position=0 current= last= rest=${COMP_LINE:0:$COMP_POINT}
                local i token word
                local -a line=()
                COMPREPLY=()
                for ((i = 0; i <= COMP_CWORD; i++)); do
                    token=${COMP_WORDS[i]}
                    if [[ $i == 0 || $rest == [[:space:]]* ]]; then
                        rest=${rest#"${rest%%[![:space:]]*}"}
                        line+=("")
                    fi
                    ((i < COMP_CWORD)) || token=$rest
                    line[${#line[@]}-1]+=$token
                    rest=${rest#"$token"}
                    last=$token
                done
                current=${line[${#line[@]}-1]}
                [[ $last != [=:]* ]] || last=${last#?}
                _jobber_at ''
                for word in "${line[@]:1:${#line[@]}-2}"; do
                    if [[ -n $takes ]]; then
                        takes=
                    elif [[ -z $ended && $word == -- ]]; then
                        ended=yes
                    elif [[ -z $ended && $word == -* ]]; then
                        [[ $word == *=* || " $flags " != *" $word= "* ]] || takes=$word
                    elif [[ $position == 0 && " $commands " == *" $word "* ]]; then
                        path=${path:+$path }$word
                        _jobber_at "$path"
                    else
                        ((position++))
                    fi
                done
                word=$current
                if [[ -n $takes ]]; then
                    _jobber_values "${path:+$path }$takes"
                elif [[ -z $ended && $current == -*=* ]]; then
                    _jobber_values "${path:+$path }${current%%=*}"
                    word=${current#*=}
                elif [[ -z $ended && $current == -* ]]; then
                    source= words=${flags//=/}
                else
                    _jobber_values "${path:+$path }@$position"
                    [[ -n $words$source ]] || _jobber_values "${path:+$path }@*"
                    [[ $position != 0 ]] || words="$commands $words"
                fi
                case $source in
                    files) COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2> /dev/null ;;
                    folders) COMPREPLY=($(compgen -d -- "$word")); compopt -o filenames 2> /dev/null ;;
                    programs) COMPREPLY=($(compgen -c -- "$word")) ;;
                    trees) COMPREPLY=($(compgen -W "$(_jobber_trees)" -- "$word")) ;;
                    *) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
                esac
                local cut=${word%"$last"}
                [[ -z $cut || $word == "$cut" && -n $last ]] || for i in "${!COMPREPLY[@]}"; do
                    COMPREPLY[i]=${COMPREPLY[i]#"$cut"}
                done
            }

            complete -F _jobber jobber
            """;

    @Override
    public String of(List<CommandNode> nodes) {
        var script = new StringBuilder(BEGIN);
        for (CommandNode node : nodes) {
            script.append(
                    "        '%s') commands='%s' flags='%s' ;;\n"
                            .formatted(
                                    node.path(),
                                    node.commands().stream()
                                            .map(Choice::word)
                                            .collect(Collectors.joining(" ")),
                                    node.flags().stream()
                                            .map(BashCompletion::written)
                                            .collect(Collectors.joining(" "))));
        }
        script.append(BETWEEN);
        for (CommandNode node : nodes) {
            node.values().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(each ->
                            script.append(
                                    "        '%s') %s ;;\n"
                                            .formatted(
                                                    node.key(each.getKey()),
                                                    written(each.getValue()))));
        }
        return script.append(END).toString().stripTrailing();
    }

    private static String written(Flag flag) {
        return flag.choice().word() + (flag.takesValue() ? "=" : "");
    }

    private static String written(Values values) {
        return switch (values) {
            case Values.Words(List<Choice> words) ->
                    "words='"
                            + words.stream().map(Choice::word).collect(Collectors.joining(" "))
                            + "'";
            case Values.Found found -> "source=" + CompletionScript.word(found);
        };
    }
}
