package dev.jobber.shell.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A stream that gives every line written to it to the log gateway: `System.out` of an interactive
/// shell.
///
/// Text waits until its line is complete.
public final class LogStream extends OutputStream {
    private final LogGateway gateway;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private LogStream(LogGateway gateway) {
        this.gateway = gateway;
    }

    public static PrintStream into(LogGateway gateway) {
        return new PrintStream(new LogStream(gateway), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            gateway.print(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else {
            line.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int begin = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, begin, i - begin);
                gateway.print(line.toString(StandardCharsets.UTF_8));
                line.reset();
                begin = i + 1;
            }
        }
        line.write(bytes, begin, offset + length - begin);
    }
}
