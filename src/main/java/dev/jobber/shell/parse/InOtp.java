package dev.jobber.shell.parse;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a command is in the terms of OTP and Elixir: the call that it makes, or what comes nearest.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InOtp {
    /// One or two sentences.
    String value();
}
