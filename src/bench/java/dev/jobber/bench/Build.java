package dev.jobber.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One version of the sources, built, with the benchmarks that belong to it.
///
/// @param name what it is called in a table
/// @param root its sources
/// @param classPath what its virtual machines are started with
record Build(String name, Path root, String classPath) {
    /// The one that runs this.
    static Build here() {
        return new Build(
                "here",
                Path.of(System.getProperty("jobber.root")),
                System.getProperty("java.class.path"));
    }

    /// What `scripts/bench` has built of another version.
    ///
    /// @param revision as the user named it
    /// @param root where its sources lie
    static Build of(String revision, Path root) {
        Path built = root.resolve("target/bench");
        return new Build(
                revision,
                root,
                built.resolve("test-classes")
                        + ":"
                        + built.resolve("classes")
                        + ":"
                        + built.resolve("lib")
                        + "/*");
    }

    /// Starts a virtual machine that runs one experiment.
    List<String> java(String runtime, String experiment, String length) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Peer.FLAGS);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        String more = System.getenv("BENCH_JAVA_OPTS");
        if (more != null) {
            command.addAll(List.of(more.split(" ")));
        }
        command.add("-Djobber.root=" + root);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of("dev.jobber.bench.Child", runtime, experiment, length));
        return command;
    }
}
