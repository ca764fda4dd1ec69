package dev.jobber.transcript;

import java.util.Map;

/// The one table from names of jobber's modules and processes to those of the document.
final class ModuleNames {
    private static final Map<String, String> NAMES =
            Map.of(
                    "Job", "Jobber.Job",
                    "JobSupervisor", "Jobber.JobSupervisor",
                    "JobRegistry", "Jobber.JobRegistry",
                    "JobRunner", "Jobber.JobRunner");

    private ModuleNames() {}

    /// The atom for a name: of a module, if it is one of jobber's.
    static Term.Atom atom(String name) {
        return new Term.Atom(NAMES.getOrDefault(name, name));
    }
}
