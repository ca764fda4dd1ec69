package dev.jobber.shell.script;

import dev.jobber.job.policy.DurationText;
import dev.jobber.shell.parse.JobNames;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A line that was written for `iex`, and the command that does the same here.
///
/// @param text the line as it was typed
/// @param names the jobs that are defined
record ElixirLine(String text, JobNames names) {
    private static final Pattern PROMPT =
            Pattern.compile("^(?:iex|\\.\\.\\.) ?\\((?:\\d+|[^)]*@[^)]*)\\)> ?");

    /// A string that is one word here too, without its quotes.
    private static final Pattern WORD = Pattern.compile("\"([^\\s\"'$;#\\\\,(){}\\[\\]]+)\"");

    private static final Pattern TARGET =
            Pattern.compile("^(?:(\\w+)|\\{(?::ok|_), *(\\w+)[^}]*}) += *(?=\\S)");

    /// The beginnings of Elixir lines that are not calls of known functions.
    private static final Pattern TERM =
            Pattern.compile("[\\[{%:].*|end\\b.*|fn\\b.*|raise\\b.*|\\w+\\(.*\\)");

    private static final String DEFINE = "define-job sim NAME --sleep 5s ";

    private static final Pattern CALL =
            Pattern.compile(":?[A-Za-z_]\\w*(?:\\.\\w+)*\\.\\w+[?!]?\\(.*");

    /// A rule of translation: the first group is the process or the name that is meant.
    private record Rule(Pattern call, Function<MatchResult, String> command) {
        static Rule of(String regex, Function<MatchResult, String> command) {
            return new Rule(Pattern.compile(regex), command);
        }
    }

    /// What the line is in jobber; empty where it does not look like Elixir.
    Optional<UserError> error() {
        String plain = plain();
        String line = PROMPT.matcher(plain).replaceFirst("").strip();
        boolean hasPrompt = line.length() < plain.length();
        Matcher target = TARGET.matcher(line);
        boolean hasTarget = target.find();
        String call = hasTarget ? line.substring(target.end()) : line;
        String kept =
                hasTarget
                        ? Optional.ofNullable(target.group(1)).orElseGet(() -> target.group(2))
                        : "";
        if (!hasPrompt
                && !CALL.matcher(call).matches()
                && !TERM.matcher(line).matches()
                && !call.startsWith("fn ")) {
            return Optional.empty();
        }
        return Optional.of(
                new UserError(
                        ErrorCode.UNKNOWN_COMMAND,
                        "expected a command of jobber, got a line of Elixir: " + text,
                        hint(call, kept)));
    }

    /// The line with quotes only where a command of the shell needs them.
    private String plain() {
        return WORD.matcher(text).replaceAll("$1").strip();
    }

    private String hint(String call, String kept) {
        if (call.startsWith("fn ") || call.equals("fn")) {
            return "write: define-job sim "
                    + (kept.isEmpty() ? "NAME" : job(kept))
                    + " --sleep 5s --ok, or --error, or --raise MESSAGE";
        }
        return rules().stream()
                .map(rule -> {
                    Matcher match = rule.call().matcher(call);
                    return match.matches()
                            ? Optional.of(rule.command().apply(match.toMatchResult()))
                            : Optional.<String>empty();
                })
                .flatMap(Optional::stream)
                .findFirst()
                .map(command ->
                        "write: "
                                + (kept.isEmpty() || kept.equals("_") ? "" : kept + " = ")
                                + command)
                .orElse("'help' lists the commands");
    }

    private List<Rule> rules() {
        return List.of(
                Rule.of("Jobber\\.start_job\\((.*)", call -> startJob(call.group(1))),
                Rule.of("Jobber\\.running_imports.*", _ -> "running-imports"),
                Rule.of("Process\\.whereis\\(([^)]*)\\).*", call -> "whereis " + name(call)),
                Rule.of("Process\\.exit\\(([^,]*), *([^)]*)\\).*", ElixirLine::kill),
                Rule.of("Process\\.(?:info|alive\\?)\\(([^),]*).*", call -> "info " + name(call)),
                Rule.of("Process\\.(?:list|registered)\\(.*", _ -> "tree"),
                Rule.of("(?:Process|:timer)\\.sleep\\(([\\d_]+).*", ElixirLine::sleep),
                Rule.of(
                        "(?:Dynamic)?Supervisor\\.(count|which)_children\\(([^)]*)\\).*",
                        call -> call.group(1) + "-children " + name(call.group(2))),
                Rule.of(
                        "(?:Dynamic)?Supervisor\\.(terminate|restart|delete)_child\\(([^,]*), *([^)]*)\\).*",
                        call ->
                                call.group(1)
                                        + "-child "
                                        + name(call.group(2))
                                        + " "
                                        + name(call.group(3))),
                Rule.of(
                        "DynamicSupervisor\\.start_child\\([^{]*\\{(?:Jobber\\.)?Job, *(.*)",
                        call -> startJob(call.group(1)) + " --direct"),
                Rule.of("DynamicSupervisor\\.start_child\\((.*)", call -> startJob(call.group(1))),
                Rule.of(
                        "(?:GenServer|(?:Dynamic)?Supervisor|Agent|Task)\\.stop\\(([^,)]*).*",
                        call -> "stop " + name(call)),
                Rule.of(
                        "GenServer\\.start(?:_link)?\\((?:Jobber\\.)?Job, *(.*)",
                        call -> startJob(call.group(1)) + " --bare"),
                Rule.of(
                        "GenServer\\.start(?:_link)?\\(SendServer(.*)",
                        call -> "start-sender" + option(call.group(1), "max_retries")),
                Rule.of(
                        "GenServer\\.cast\\(([^,]*), *\\{:send, *([^}]*)}.*",
                        call -> "send-email " + name(call) + " " + call.group(2)),
                Rule.of("GenServer\\.call\\(([^,)]*).*", call -> "get-state " + name(call)),
                Rule.of(":sys\\.get_state\\(([^,)]*).*", call -> "get-state " + name(call)),
                Rule.of("Application\\.(?:ensure_all_)?start(?:ed)?\\(.*", _ -> "ensure-started"),
                Rule.of("Application\\.stop\\(.*", _ -> "stop Jobber.Supervisor"),
                Rule.of(
                        "Registry\\.lookup\\([^,]*, *([^)]*)\\).*",
                        call -> "whereis " + call.group(1)),
                Rule.of("Registry\\.\\w+\\(.*", _ -> "running"),
                Rule.of(
                        "(?:List\\.first|hd)\\(([^)]*)\\).*",
                        call -> "whereis " + name(call) + "[0].pid"),
                Rule.of("IO\\.(?:puts|inspect)\\((.*?)\\)?", call -> "echo " + call.group(1)),
                Rule.of("System\\.(?:halt|stop)\\(.*", _ -> "quit"),
                Rule.of("raise +([^)]*)", call -> DEFINE + "--raise " + call.group(1)),
                Rule.of(":error", _ -> DEFINE + "--error"),
                Rule.of("\\{:ok, (?!#PID).*|end", _ -> DEFINE + "--ok"));
    }

    private static String name(MatchResult call) {
        return name(call.group(1));
    }

    /// A module, a pid or an atom unchanged; a variable of Elixir becomes a variable of the shell.
    private static String name(String term) {
        String word = term.strip();
        return word.matches("[a-z_]\\w*") && !word.isEmpty()
                ? "$" + word
                : word.replaceFirst("^:", "");
    }

    private static String kill(MatchResult call) {
        return "kill " + name(call) + " " + call.group(2).strip().replaceFirst("^:", "");
    }

    private static String sleep(MatchResult call) {
        return "sleep " + duration(call.group(1));
    }

    private static String duration(String millis) {
        return DurationText.format(
                Duration.ofMillis(
                        Long.parseLong(
                                "0" + millis.replace("_", "").replaceAll("^(.{15}).*", "$1"))));
    }

    /// Keyword arguments such as `work: good_job, type: import`.
    private String startJob(String arguments) {
        ArrayList<String> command = new ArrayList<>(List.of("start-job " + work(arguments)));
        for (Map.Entry<String, String> option :
                Map.of("id", "--id", "type", "--type").entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .toList()) {
            keyword(arguments, option.getKey())
                    .ifPresent(value -> command.add(option.getValue() + " " + value));
        }
        keyword(arguments, "max_retries").ifPresent(n -> command.add("--max-retries " + n));
        return command.stream().collect(Collectors.joining(" "));
    }

    /// The job, or what its function does.
    private String work(String arguments) {
        Matcher function = Pattern.compile("work: *fn\\b(.*)").matcher(arguments);
        if (!function.find()) {
            return keyword(arguments, "work").map(this::job).orElse("NAME");
        }
        String body = function.group(1);
        Matcher slept = Pattern.compile("sleep\\(([\\d_]+)").matcher(body);
        Matcher raised = Pattern.compile("raise\\(? *([^;)]*?) *(?:end.*|\\).*|)$").matcher(body);
        return "sim"
                + (slept.find() ? " --sleep " + duration(slept.group(1)) : "")
                + (raised.find()
                        ? " --raise " + raised.group(1)
                        : body.contains(":error") ? " --error" : " --ok");
    }

    /// The document's `good_job` is `good` in its `jobber.rc`.
    private String job(String binding) {
        String name = binding.replaceFirst("_job$", "");
        return names.jobs().contains(binding) ? binding : name;
    }

    private static String option(String arguments, String keyword) {
        return keyword(arguments, keyword)
                .map(value -> " --" + keyword.replace('_', '-') + " " + value)
                .orElse("");
    }

    private static Optional<String> keyword(String arguments, String keyword) {
        Matcher match = Pattern.compile("\\b" + keyword + ": *([^,\\])}]+)").matcher(arguments);
        return match.find() ? Optional.of(match.group(1).strip()) : Optional.empty();
    }
}
