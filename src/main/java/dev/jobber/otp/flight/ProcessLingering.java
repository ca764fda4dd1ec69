package dev.jobber.otp.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// The code of a killed process ignores the interrupt and still runs.
@Name("jobber.ProcessLingering")
@Label("Process Lingering")
@Description("The code of a killed process ignores the interrupt and still runs.")
@Category({"jobber", "Processes"})
@StackTrace(false)
public final class ProcessLingering extends Event {
    @Label("Pid")
    public String pid = "";

    @Label("Thread")
    public long thread;

    @Label("Time for which the node waited")
    @Timespan(Timespan.MILLISECONDS)
    public long grace;
}
