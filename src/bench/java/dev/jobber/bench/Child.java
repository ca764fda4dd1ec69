package dev.jobber.bench;

import java.util.Map;

/// Runs one experiment in this virtual machine: `Child jobber|pekko|beam EXPERIMENT quick|full`.
/// Prints nothing if there is no such experiment.
final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Experiment> all =
                switch (arguments[0]) {
                    case "jobber" -> OfJobber.EXPERIMENTS;
                    case "pekko" -> Pekko.EXPERIMENTS;
                    case "beam" -> Startups.OF_THE_BEAM;
                    default ->
                            throw new IllegalArgumentException(
                                    "expected jobber, pekko or beam, got: " + arguments[0]);
                };
        Experiment experiment = all.get(arguments[1]);
        if (experiment != null) {
            experiment.run(new BenchRun(arguments[2].equals("quick"), true));
        }
        System.exit(0); // whatever the experiment has left running
    }
}
