package dev.jobber.otp.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// A callback of a server took longer than the threshold.
@Name("jobber.SlowCallback")
@Label("Slow Callback")
@Description("A callback of a server took longer than the threshold.")
@Category({"jobber", "Processes"})
@StackTrace(false)
@Threshold("20 ms")
public final class SlowCallback extends Event {
    @Label("Pid")
    public String pid = "";

    @Label("Registered name")
    public String name = "";

    @Label("Kind")
    public String kind = "";

    @Label("Class of the message")
    public String message = "";
}
