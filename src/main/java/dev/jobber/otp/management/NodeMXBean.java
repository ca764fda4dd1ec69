package dev.jobber.otp.management;

import java.util.List;

/// What JMX shows of a node. Reading it asks no process and never blocks.
public interface NodeMXBean {
    /// How many processes live.
    long getProcesses();

    /// The names that are taken, in alphabetical order.
    List<String> getRegistered();

    /// The dead whose threads still run, as pids.
    List<String> getLingering();

    /// How many children have been started again.
    long getRestarts();

    /// How many processes have ended abnormally.
    long getCrashes();

    /// How many supervisors have given up.
    long getGaveUp();

    /// How many carriers the virtual threads of the JVM share.
    int getCarriers();

    /// All processes as a tree, each below the one that has started it, with a link, and still
    /// lives; a line for each, with its status and how many messages wait.
    String tree();
}
