package dev.jobber.shell.help.topic;

import java.util.List;
import java.util.Optional;

/// All topics of `help`. They are made when the first of them is asked for.
public final class Topics {
    private static final List<Topic> ALL =
            List.of(
                    JobTopics.KINDS,
                    JobTopics.STATUS,
                    JobTopics.RETRIES,
                    ProcessTopics.RESTARTS,
                    JobTopics.QUOTAS,
                    JobTopics.TIMES,
                    ProcessTopics.PIDS,
                    ProcessTopics.ELIXIR,
                    ShellTopics.VALUES,
                    ShellTopics.VARIABLES,
                    ShellTopics.RC_FILE,
                    ShellTopics.SCRIPTS,
                    ShellTopics.EXIT_CODES,
                    ShellTopics.LOGS,
                    LiveTopics.LISTS,
                    LiveTopics.NAMED_TREES,
                    ShellTopics.KEYS,
                    ShellTopics.ENVIRONMENT);

    private Topics() {}

    /// All topics, in the order in which `help topics` lists them.
    public static List<Topic> all() {
        return ALL;
    }

    /// The names of all topics.
    public static List<String> names() {
        return ALL.stream().map(Topic::name).toList();
    }

    /// The topic of this name, whose words may be joined by hyphens.
    public static Optional<Topic> find(String name) {
        String word = name.replace(' ', '-');
        return ALL.stream().filter(topic -> topic.word().equals(word)).findFirst();
    }
}
