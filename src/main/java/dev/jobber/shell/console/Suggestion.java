package dev.jobber.shell.console;

/// One way to complete a word.
///
/// @param value the whole word that replaces the word being typed, not quoted
/// @param group the heading it is listed under: `commands`, `options`, `jobs`, `pids`; never empty
/// @param description what it means, in a few words; empty where the value needs no explanation
/// @param complete whether the word is finished, so that a blank may follow; `--sleep=` is not
public record Suggestion(String value, String group, String description, boolean complete) {}
