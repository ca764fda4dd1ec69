package dev.jobber.otp.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A process was made.
@Name("jobber.ProcessSpawn")
@Label("Process Spawn")
@Description("A process was made.")
@Category({"jobber", "Processes"})
@StackTrace(false)
public final class ProcessSpawn extends Event {
    @Label("Pid")
    public String pid = "";

    @Label("Registered name")
    public String name = "";

    @Label("Kind")
    public String kind = "";

    @Label("Process it was linked to from its start")
    public String parent = "";
}
