/// An application that uses the jobs of jobber, and nothing that a shell needs.
module shop {
    requires dev.jobber;
}
