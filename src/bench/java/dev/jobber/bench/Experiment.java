package dev.jobber.bench;

/// Something that can be measured, in a virtual machine that does nothing else.
@FunctionalInterface
interface Experiment {
    void run(BenchRun run) throws Exception;
}
