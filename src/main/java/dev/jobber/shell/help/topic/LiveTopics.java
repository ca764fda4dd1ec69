package dev.jobber.shell.help.topic;

import static dev.jobber.shell.help.topic.Topic.sample;

import java.util.List;

/// Topics about what lives for longer than a line, and about long answers.
final class LiveTopics {
    static final Topic LISTS =
            new Topic(
                    "lists",
                    "How a line chooses rows and fields of a list.",
                    """
                    Every command that answers a list takes the same options. '--where FIELD=VALUE' keeps the rows whose
                    field has the value, FIELD!=VALUE those whose field has another, and FIELD~TEXT those whose field
                    holds the text; it may be given several times. '--sort FIELD' orders the rows, '--sort -FIELD' the
                    other way round. '--limit N' shows the first rows, '--select FIELD,FIELD' some fields, and
                    '--count' only how many rows there are. Tab completes the fields.

                    The options mean the same for text and for JSON. '-o json' answers this one line in JSON.

                    On a terminal, a list that is longer than the screen opens in a pager: 'set pager off' prints it.
                    On a narrow screen a table leaves columns out, and says which.

                    In OTP: a match specification of Registry.select/2, or Enum.filter/2 and Enum.sort_by/2.
                    """,
                    List.of(
                            sample(
                                    "start-job good; jobs --where status=running --sort -started",
                                    "lists the jobs that run, the latest first"),
                            sample(
                                    "jobs --where name~goo --select id,status --limit 3",
                                    "shows two fields of three jobs"),
                            sample("jobs --where status=failed --count", "counts the failed jobs")),
                    List.of("jobs", "which-children", "events", "variables", "scripts"));

    static final Topic NAMED_TREES =
            new Topic(
                    "named trees",
                    "How a tree runs without a terminal, and how terminals attach to it.",
                    """
                    'jobber daemon --name NAME' starts a tree without a terminal and leaves it running; 'jobber --name
                    NAME' gives the tree of a shell a name. 'jobber attach NAME' opens a shell on it, and 'jobber -N
                    NAME COMMAND' runs one line there. 'jobber ps' lists the trees, 'jobber shutdown NAME' ends one.

                    Several terminals may be attached at once. 'who' lists them, 'kick' ends one of the visits, and
                    'detach', 'quit' and Ctrl-D leave the tree to itself. Only the user who has started the tree can
                    attach to it.

                    In OTP: a node with a name, and iex --remsh; run_erl and to_erl for a node without a terminal.
                    """,
                    List.of(
                            sample("who", "lists who is attached to this tree"),
                            sample("set output json; who", "lists them in JSON")),
                    List.of("who", "kick", "detach", "shutdown", "scripts"));

    private LiveTopics() {}
}
