package dev.jobber.job.durable;

import java.util.List;

/// What was started, as text: lines of the shell, the last of which starts the job. The lines
/// before it define what that line names.
///
/// @param lines each as its words, without quotes and with the values of variables
/// @param folder what relative paths in them are relative to
public record Definition(List<List<String>> lines, String folder) {
    public Definition {
        lines = lines.stream().map(List::copyOf).toList();
    }
}
