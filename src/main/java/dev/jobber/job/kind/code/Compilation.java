package dev.jobber.job.kind.code;

import java.util.List;

/// What came of compiling a snippet.
public sealed interface Compilation {
    /// It may run.
    record Compiled(Code code) implements Compilation {}

    /// It is wrong.
    ///
    /// @param problems in the order of their places, at least one
    record Wrong(List<Problem> problems) implements Compilation {}

    /// There is no compiler: the JVM lacks the module `jdk.compiler`.
    record NoCompiler() implements Compilation {}

    /// What is wrong with a snippet.
    ///
    /// @param from the index of the first character that is to blame
    /// @param length how many characters are to blame
    record Problem(int from, int length, String message) {}
}
