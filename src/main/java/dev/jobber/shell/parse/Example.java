package dev.jobber.shell.parse;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A line that shows how a command is used. `help` prints it, and a test runs it beside the jobs of
/// `jobber.rc`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Example.Several.class)
public @interface Example {
    /// The line.
    String value();

    /// What it does.
    String does();

    /// Whether it means something only on a tree that others attach to. Another test runs it there.
    boolean attached() default false;

    /// More than one.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Several {
        /// The examples.
        Example[] value();
    }
}
