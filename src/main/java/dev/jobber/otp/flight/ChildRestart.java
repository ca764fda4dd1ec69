package dev.jobber.otp.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A supervisor has restarted a child.
@Name("jobber.ChildRestart")
@Label("Child Restart")
@Description("A supervisor has restarted a child.")
@Category({"jobber", "Processes"})
@StackTrace(false)
public final class ChildRestart extends Event {
    @Label("Supervisor")
    public String supervisor = "";

    @Label("Id of the child")
    public String child = "";

    @Label("New process of the child")
    public String pid = "";

    @Label("Why the child had ended")
    public String reason = "";

    @Label("Restarts within the last seconds")
    public int restarts;

    @Label("Restarts allowed")
    public int maxRestarts;

    @Label("Within this number of seconds")
    public int maxSeconds;
}
