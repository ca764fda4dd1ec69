package dev.jobber.shell.console;

/// One way to complete a word.
///
/// @param value the whole word that would stand in place of the one being typed, not quoted
/// @param group what it is one of, as a heading: `commands`, `options`, `jobs`, `pids`; never empty
/// @param description what it means, in a few words; empty where the value says it all
/// @param complete whether the word is finished, so that a blank may follow; `--sleep=` is not
public record Suggestion(String value, String group, String description, boolean complete) {}
