package dev.jobber.otp.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A process has ended.
@Name("jobber.ProcessExit")
@Label("Process Exit")
@Description("A process has ended.")
@Category({"jobber", "Processes"})
@StackTrace(false)
public final class ProcessExit extends Event {
    @Label("Pid")
    public String pid = "";

    @Label("Registered name")
    public String name = "";

    @Label("Exit reason")
    public String reason = "";

    @Label("Orderly end")
    public boolean orderly;
}
