package dev.jobber;

import picocli.CommandLine.IVersionProvider;

/// The program's name and version, for `--version`.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {dev.jobber.attach.Version.text()};
    }
}
