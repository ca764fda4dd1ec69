package dev.jobber.transcript;

import dev.jobber.otp.Request;
import java.util.List;

/// Tells a server what to do in the callback that gets this, be it as a call, a cast or a message.
record Do(List<String> words) implements Request<Object> {
    @Override
    public String toString() {
        return ":request";
    }
}
