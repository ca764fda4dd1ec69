package dev.jobber.bench;

/// Something that can be measured, in a virtual machine that does nothing else.
@FunctionalInterface
interface Experiment {
    void run(Run run) throws Exception;
}
