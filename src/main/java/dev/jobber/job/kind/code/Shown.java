package dev.jobber.job.kind.code;

import dev.jobber.otp.Inspect;

/// A value of a class of a job, whose code ends with the job: its text is made before.
record Shown(String text) {
    /// The value, or its text where it has to be made now.
    static Object of(Object value) {
        return value instanceof Object it && it.getClass().getClassLoader() instanceof CodeLoader
                ? new Shown(Inspect.inspect(it))
                : value;
    }

    @Override
    public String toString() {
        return text;
    }
}
