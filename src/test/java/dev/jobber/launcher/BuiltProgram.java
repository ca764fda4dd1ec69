package dev.jobber.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The program of this checkout, as a user starts it: `scripts/jobber`, with the cache that makes
/// its starts quick.
public final class BuiltProgram {
    public static final Path PATH = Path.of("scripts/jobber").toAbsolutePath();

    /// What [#PATH] looks at to know whether it may use the cache.
    public static final String CACHE = "JOBBER_AOT";

    private BuiltProgram() {}

    /// Builds what the first start would build, and makes the cache, with the home and the
    /// libraries that are there. Does nothing when that is done.
    public static void build() {
        SortedMap<String, String> environment = environment();
        environment.put(CACHE, "wait");
        LauncherRun.of(PATH.getParent(), environment, List.of(PATH.toString(), "--version"))
                .succeeds();
    }

    /// The environment of this test, but for what it says of the cache.
    static SortedMap<String, String> environment() {
        var environment = new TreeMap<String, String>(System.getenv());
        environment.remove(CACHE);
        return environment;
    }
}
