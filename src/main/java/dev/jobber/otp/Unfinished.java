package dev.jobber.otp;

/// Work for a process that a thread could not finish because of an Error, such as a stack overflow
/// or a lack of memory. Another thread does it later ([ProcessCell#resume()]). The field that holds
/// it is written without a method call, because there may be no stack for a call.
sealed interface Unfinished permits Unfinished.Wake, ProcessLinks.Ties {
    enum Wake implements Unfinished {
        /// It has a signal, or is new, and no thread runs it.
        START,
        /// It waits in a receive, and has a signal.
        UNPARK,
        /// Its start failed: it must die without having run.
        STILLBORN,
        /// It has been killed, has no thread, and its death has not been announced.
        DIE,
        /// Its end is decided, and it may not have been told.
        KILL,
        /// It ends, and its ports have not been told, or are closed and its death has not been
        /// announced.
        PORTS
    }
}
