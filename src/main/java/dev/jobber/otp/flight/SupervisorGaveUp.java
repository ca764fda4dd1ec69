package dev.jobber.otp.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A supervisor has restarted children too often and ends.
@Name("jobber.SupervisorGaveUp")
@Label("Supervisor Gave Up")
@Description("A supervisor has restarted children too often and ends.")
@Category({"jobber", "Processes"})
@StackTrace(false)
public final class SupervisorGaveUp extends Event {
    @Label("Supervisor")
    public String supervisor = "";

    @Label("Registered name")
    public String name = "";

    @Label("Id of the child")
    public String child = "";

    @Label("Why the child had ended")
    public String reason = "";

    @Label("Restarts allowed")
    public int maxRestarts;

    @Label("Within this number of seconds")
    public int maxSeconds;

    @Label("Other children that end with it")
    public int others;
}
