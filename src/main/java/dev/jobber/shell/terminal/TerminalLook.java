package dev.jobber.shell.terminal;

/// What may be drawn on a terminal.
///
/// @param colour whether ANSI colours may be used
/// @param unicode whether more than ASCII may be used
record TerminalLook(boolean colour, boolean unicode) {}
