package dev.jobber.attach.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The words of a command line that concern a tree which runs already.
///
/// @param verb what is wanted
/// @param name the name of the tree, where the line has one
/// @param words all other words, which the tree's program reads; of `ps` and `shutdown` their own
public record ClientLine(Verb verb, Optional<String> name, List<String> words) {
    /// The options of the program that take a value, which is no command. The program itself reads
    /// them; here they are passed over.
    static final Set<String> WITH_VALUE =
            Set.of(
                    "-c",
                    "-f",
                    "-o",
                    "--output",
                    "--rc",
                    "--check",
                    "--log-level",
                    "--log-file",
                    "--jfr",
                    "--shutdown-timeout",
                    "--color",
                    "--gc",
                    "--name",
                    "--node",
                    "--timeout");

    private static final String ON = "-N";

    /// What is wanted.
    public enum Verb {
        /// `-N NAME …`: lines that run on a tree.
        RUN,
        /// `attach`: a shell on a tree.
        ATTACH,
        /// `ps`: which trees run.
        PS,
        /// `shutdown`: the end of a tree.
        SHUTDOWN
    }

    /// Reads a command line.
    ///
    /// @return empty where it concerns no tree that runs already
    public static Optional<ClientLine> of(List<String> line) {
        Optional<String> name = Optional.empty();
        var words = new ArrayList<String>();
        int i = 0;
        while (i < line.size() && line.get(i).startsWith("-") && !line.get(i).equals("--")) {
            String word = line.get(i);
            if (word.equals(ON) && i + 1 < line.size()) {
                name = Optional.of(line.get(i + 1));
                i += 2;
            } else if (word.startsWith(ON)) {
                name = Optional.of(word.substring(word.startsWith(ON + "=") ? 3 : 2));
                i++;
            } else {
                words.add(word);
                i++;
                if (WITH_VALUE.contains(word) && i < line.size()) {
                    words.add(line.get(i));
                    i++;
                }
            }
        }
        List<String> rest = line.subList(i, line.size());
        Optional<Verb> verb = rest.isEmpty() ? Optional.empty() : verb(rest.getFirst());
        if (verb.isPresent()) {
            return Optional.of(of(verb.get(), name, words, rest.subList(1, rest.size())));
        }
        words.addAll(rest);
        return name.map(named -> new ClientLine(Verb.RUN, Optional.of(named), List.copyOf(words)));
    }

    /// Where an option with a value stands among the options before the command; -1 if it does not.
    static int placeOf(String option, List<String> words) {
        for (int i = 0; i < words.size() && words.get(i).startsWith("-"); i++) {
            if (words.get(i).equals(option)) {
                return i;
            }
            if (words.get(i).equals("--")) {
                return -1;
            }
            if (WITH_VALUE.contains(words.get(i))) {
                i++;
            }
        }
        return -1;
    }

    /// Whether the user wants to know how the words are used. The client, which starts fast, does
    /// not know that.
    public boolean asksForHelp() {
        return verb != Verb.RUN && (words.contains("--help") || words.contains("-h"));
    }

    private static Optional<Verb> verb(String word) {
        return switch (word) {
            case "attach" -> Optional.of(Verb.ATTACH);
            case "ps" -> Optional.of(Verb.PS);
            case "shutdown" -> Optional.of(Verb.SHUTDOWN);
            default -> Optional.empty();
        };
    }

    /// The name may stand anywhere among the options after the verb.
    private static ClientLine of(
            Verb verb, Optional<String> before, List<String> options, List<String> rest) {
        Optional<String> name = before;
        var words = new ArrayList<String>(options);
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if (word.equals(ON) && i + 1 < rest.size()) {
                i++;
                name = Optional.of(rest.get(i));
            } else if (!word.startsWith("-") && name.isEmpty() && verb != Verb.PS) {
                name = Optional.of(word);
            } else {
                words.add(word);
                if (WITH_VALUE.contains(word) && i + 1 < rest.size()) {
                    i++;
                    words.add(rest.get(i));
                }
            }
        }
        return new ClientLine(verb, name, List.copyOf(words));
    }
}
