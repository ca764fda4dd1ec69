package dev.jobber;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Does what clients of a tree do, at a terminal. `scripts/jobber` keeps the classes that this
/// loads in the ahead-of-time cache of clients.
final class ClientTraining {
    private static final List<List<String>> RUNS =
            List.of(
                    List.of("ps"),
                    List.of("-N", TrainingRun.Folder.TREE, "count-children"),
                    List.of("-N", TrainingRun.Folder.TREE, "-o", "json", "-c", "count-children"),
                    List.of(
                            "attach",
                            TrainingRun.Folder.TREE), // the lines are typed by the rehearsal
                    List.of("shutdown", TrainingRun.Folder.TREE));

    private ClientTraining() {}

    /// @param program the command line that starts the program
    public static void main(String[] program) throws IOException, InterruptedException {
        try (var folder = TrainingRun.Folder.create()) {
            var line = new ArrayList<String>(List.of(program));
            line.addAll(folder.treeWords());
            var start =
                    new ProcessBuilder(line)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD);
            start.environment().put(TrainingRun.Folder.VARIABLE, folder.path().toString());
            Process tree = start.start(); // it reads lines from this program, and waits for them
            try {
                folder.awaitSocket(tree::isAlive);
                for (List<String> words : RUNS) {
                    var invocation =
                            Invocation.of(
                                    words.toArray(String[]::new)); // as the program's main does
                    var _ = Main.attach(invocation.words(), folder.placeOfTerminal());
                }
            } finally {
                tree.destroy();
                tree.waitFor();
            }
        }
    }
}
