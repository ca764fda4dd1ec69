package dev.jobber.shell.export;

import dev.jobber.shell.export.CommandNode.Choice;
import dev.jobber.shell.export.CommandNode.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The completion script for zsh, which shows what each word means.
final class ZshCompletion implements CompletionScript {
    private static final String BEGIN =
            """
            #compdef jobber
            # Completion of jobber for zsh. Load it from ~/.zshrc, behind compinit:
            #   eval "$(jobber completion zsh)"

            _jobber_at() {
                commands=() flags=() taking=()
                case $1 in
            """;

    private static final String BETWEEN =
            """
                esac
            }

            _jobber_values() {
                found=() source=
                case $1 in
            """;

    private static final String END =
            """
                esac
            }

            _jobber_trees() {
                local folder=${XDG_RUNTIME_DIR:+$XDG_RUNTIME_DIR/jobber} socket
                for socket in ${folder:-/tmp/jobber-$UID}/*.sock(N:r); do
                    ! kill -0 "$(< $socket.pid)" 2> /dev/null || echo ${socket:t}
                done 2> /dev/null
            }

            _jobber() {
                local -a commands flags taking found
                local source path_= takes= ended= word argument=
                integer position=0
                _jobber_at ''
                for word in ${words[2,CURRENT-1]}; do
                    if [[ -n $takes ]]; then
                        takes=
                    elif [[ -z $ended && $word == -- ]]; then
                        ended=yes
                    elif [[ -z $ended && $word == -* ]]; then
                        if [[ $word != *=* ]] && (( ${taking[(Ie)$word]} )); then takes=$word; fi
                    elif (( position == 0 && ${commands[(I)${(b)word}(|:*)]} )); then
                        path_=${path_:+$path_ }$word
                        _jobber_at $path_
                    else
                        position+=1
                    fi
                done
                if [[ -n $takes ]]; then
                    argument=$takes
                elif [[ -z $ended && $PREFIX == -*=* ]]; then
                    argument=${PREFIX%%=*}
                    compset -P '*='
                elif [[ -z $ended && $PREFIX == -* ]]; then
                    _describe -o option flags
                    return
                else
                    (( position > 0 || ! $#commands )) || _describe command commands
                    argument=@$position
                fi
                _jobber_values ${path_:+$path_ }$argument
                [[ -n $found$source || $argument != @* ]] || _jobber_values "${path_:+$path_ }@*"
                case $source in
                    files) _files ;;
                    folders) _files -/ ;;
                    programs) _command_names -e ;;
                    trees) found=(${(f)"$(_jobber_trees)"}); (( ! $#found )) || _describe tree found ;;
                    *) (( ! $#found )) || _describe value found ;;
                esac
            }

            if [[ $funcstack[1] == _jobber ]]; then _jobber "$@"; else compdef _jobber jobber; fi
            """;

    @Override
    public String of(List<CommandNode> nodes) {
        var script = new StringBuilder(BEGIN);
        for (CommandNode node : nodes) {
            script.append(
                    "        '%s')\n            commands=(%s)\n"
                            .formatted(node.path(), list(node.commands())));
            script.append(
                    "            flags=(%s)\n            taking=(%s) ;;\n"
                            .formatted(list(node.flagChoices()), node.flagsWithValue()));
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

    private static String written(Values values) {
        return switch (values) {
            case Values.Words(List<Choice> words) -> "found=(" + list(words) + ")";
            case Values.Found found -> "source=" + CompletionScript.word(found);
        };
    }

    /// Words as `_describe` takes them: `WORD:MEANING`.
    private static String list(List<Choice> choices) {
        return choices.stream()
                .map(choice -> {
                    String word = choice.word().replace(":", "\\:");
                    return CompletionScript.quoted(
                            choice.about().isEmpty() ? word : word + ":" + choice.about());
                })
                .collect(Collectors.joining(" "));
    }
}
