package dev.jobber.job.durable;

/// How a store is.
///
/// @param place where it is
/// @param version the version of its tables
/// @param bytes how large it is
/// @param load what is in it
/// @param nodes how many nodes are alive
public record StoreInfo(Place place, int version, long bytes, Load load, int nodes) {
    /// Where a store is.
    ///
    /// @param url its address, without a password
    /// @param kind the database: `sqlite` or `postgresql`
    public record Place(String url, String kind) {}

    /// What is in a store.
    ///
    /// @param queued how many jobs wait
    /// @param running how many run
    public record Load(int queued, int running) {}
}
