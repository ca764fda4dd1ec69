package dev.jobber.job.policy;

/// A look at a type of job.
///
/// @param type the label
/// @param policy what holds for its jobs where their starts say nothing else
/// @param flow whether they may start
/// @param load how many there are
public record TypeInfo(String type, JobPolicy policy, Flow flow, Load load) {
    /// How many jobs there are.
    ///
    /// @param running how many run, those that are being started again and those that wait for a
    ///   retry included
    /// @param queued how many wait until there is room
    public record Load(int running, int queued) {
        /// None.
        public static final Load NONE = new Load(0, 0);
    }

    /// How many may run at once.
    public Limit limit() {
        return policy.admission().limitOrNone();
    }

    /// How many run.
    public int running() {
        return load.running();
    }

    /// How many wait until there is room.
    public int queued() {
        return load.queued();
    }
}
