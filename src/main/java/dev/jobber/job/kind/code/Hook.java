package dev.jobber.job.kind.code;

import java.io.InputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodType;

/// What woven classes do at the places that were woven: a method of their [CodeScope].
enum Hook {
    /// Throws if the job is to end.
    CHECK("check", void.class),
    /// Remembers what has to be closed when the job ends.
    TRACK("track", void.class, Object.class),
    /// Makes a virtual thread whose problems go to the log.
    VIRTUAL("virtual", Thread.Builder.OfVirtual.class),
    /// Starts one.
    START_VIRTUAL("startVirtual", Thread.class, Runnable.class),
    /// Ends the job, in place of the JVM.
    EXIT("exit", void.class, int.class),
    /// The job's output, in place of that of the JVM.
    OUT("out", PrintStream.class),
    /// An empty input, in place of that of the JVM.
    IN("in", InputStream.class),
    PRINTLN("println", void.class, Object.class),
    PRINT("print", void.class, Object.class),
    NEWLINE("newline", void.class),
    READLN("readln", String.class),
    READLN_PROMPT("readln", String.class, String.class);

    private final String method;
    private final MethodType type;

    Hook(String method, Class<?> result, Class<?>... parameters) {
        this.method = method;
        this.type = MethodType.methodType(result, parameters);
    }

    /// The method of [CodeScope].
    String method() {
        return method;
    }

    MethodType type() {
        return type;
    }
}
