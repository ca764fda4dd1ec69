package dev.jobber;

import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/// A recording of the JDK's Flight Recorder, which is written to a file when it ends: `--jfr FILE`.
/// Loaded only where that is asked for.
final class FlightFile implements AutoCloseable {
    private final Recording recording;

    private FlightFile(Recording recording) {
        this.recording = recording;
    }

    /// Begins to record, with the JDK's default settings and all events of jobber.
    ///
    /// @param shown the path as the user wrote it
    /// @throws ShellException where the file cannot be written
    static FlightFile start(Host.Place place, String shown) {
        Path file = TextEncoding.of(place.environment()).path(place.directory(), shown);
        try {
            var recording = new Recording(Configuration.getConfiguration("default"));
            recording.setName("jobber");
            recording.setDestination(file);
            recording.setDumpOnExit(true); // if the program is ended before it can close this
            recording.start();
            return new FlightFile(recording);
        } catch (IOException | ParseException unwritable) {
            throw new ShellException(
                    ErrorCode.EIO, "cannot record to '" + shown + "': " + unwritable.getMessage());
        }
    }

    /// Writes the file.
    @Override
    public void close() {
        recording.close();
    }
}
