package dev.jobber.shell.console;

/// A key that was pressed while a [FullScreen] is shown.
public sealed interface Key {
    /// A key that types a character.
    ///
    /// @param text the character
    record Typed(String text) implements Key {}

    /// A key that types nothing.
    enum Special implements Key {
        UP,
        DOWN,
        LEFT,
        RIGHT,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        ENTER,
        TAB,
        BACKSPACE,
        ESCAPE,
        /// Ctrl-C, or the end of the input.
        LEAVE
    }
}
