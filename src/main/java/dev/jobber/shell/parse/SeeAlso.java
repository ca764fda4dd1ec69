package dev.jobber.shell.parse;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Where `help` sends a reader of a command's page.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SeeAlso {
    /// Names of commands, and of topics.
    String[] value();
}
