package dev.jobber.store;

import dev.jobber.job.durable.DurableJobs;
import dev.jobber.job.durable.NodeInfo;
import dev.jobber.job.durable.StoreException;
import dev.jobber.job.durable.StoreInfo;
import dev.jobber.store.schema.Schema;
import dev.jobber.store.sql.Address;
import dev.jobber.store.sql.Connections;
import dev.jobber.store.sql.Database;
import dev.jobber.store.sql.Transaction;
import dev.jobber.store.table.Owner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Opens stores.
public final class Stores {
    private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /// A larger file is not looked through at each start.
    private static final long MOST_CHECKED = 32L << 20;

    private Stores() {}

    /// What a program says of the store that it wants.
    ///
    /// @param place a file or a URL; empty for the usual file
    /// @param node what this node is called; empty for a name of its own
    /// @param environment the environment of the program
    /// @param path the file that a text means
    public record Wish(
            String place,
            Optional<String> node,
            Map<String, String> environment,
            Function<String, Path> path) {}

    /// Where a store is, or is to be.
    public static final class Place {
        private final Address address;
        private final Optional<String> node;
        private final boolean isUsual;

        private Place(Address address, Optional<String> node, boolean isUsual) {
            this.address = address;
            this.node = node;
            this.isUsual = isUsual;
        }
    }

    /// Finds the place of a store, and looks whether one can be there. Makes nothing, and does not
    /// talk to a database.
    ///
    /// @throws StoreException if none can
    public static Place find(Wish wish) {
        boolean isUsual = wish.place().isEmpty();
        Address address =
                isUsual
                        ? new Address.File(Addresses.usual(wish.environment()))
                        : Addresses.parse(wish.place(), wish.path(), wish.environment());
        if (address instanceof Address.File(Path path)) {
            check(path, isUsual);
        }
        return new Place(address, wish.node(), isUsual);
    }

    /// Opens a store, makes its tables where they are missing, and comes as a node. Waits for the
    /// database.
    ///
    /// @throws StoreException if that cannot be; then nothing was made
    public static DurableJobs open(Place place, StoreListener listener) {
        boolean isNew =
                place.address instanceof Address.File(Path path) && make(path, place.isUsual);
        try {
            return open(place.address, place.node, listener);
        } catch (StoreException | Error failed) {
            if (isNew && place.address instanceof Address.File(Path path)) {
                remove(path);
            }
            throw failed;
        }
    }

    private static JobStore open(Address address, Optional<String> name, StoreListener listener) {
        NodeInfo.Place here = Nodes.here();
        var reports = new StoreReports(listener, System::nanoTime);
        try {
            if (address instanceof Address.File file) {
                look(file);
            }
            Lease.Moment asked = Lease.Moment.now();
            Owner owner =
                    Connections.alone(
                            address,
                            transaction -> {
                                migrate(transaction, address);
                                return Nodes.come(transaction, name, here, Lease.DEFAULT);
                            });
            var state = new NodeState(owner, here);
            state.renewed(asked, Lease.DEFAULT);
            var place = new StoreInfo.Place(address.shown(), address.dialect().toString());
            return new JobStore(place, Database.open(address, reports), state, listener);
        } catch (SQLException failed) {
            throw new StoreException(
                    "store_error",
                    "the store " + address.shown() + " cannot be opened: " + cause(address, failed),
                    hint(address));
        }
    }

    private static String cause(Address address, SQLException failed) {
        return address.dialect().isBroken(failed)
                ? "it is broken or no database: " + Sentences.of(failed)
                : Sentences.of(failed);
    }

    private static String hint(Address address) {
        return address instanceof Address.Server
                ? "the password comes from $" + Addresses.PASSWORD + " or ~/.pgpass"
                : "";
    }

    private static void migrate(Transaction transaction, Address address) throws SQLException {
        checkVersion(address, Schema.migrate(transaction));
    }

    private static void checkVersion(Address address, int found) {
        if (found > Schema.VERSION) {
            throw new StoreException(
                    "store_error",
                    "the store "
                            + address.shown()
                            + " has version "
                            + found
                            + ", and this program knows only up to version "
                            + Schema.VERSION,
                    "use a newer jobber, or another store");
        }
    }

    // ---- files

    /// Looks whether a file can be a store.
    private static void check(Path path, boolean isUsual) {
        try {
            Path folder = folder(path);
            if (isUsual && !Files.isDirectory(folder)) {
                return; // it will be made
            }
            if (!Files.isDirectory(folder)) {
                throw wrong(path, "the folder " + folder + " is not there", "make it first");
            }
            if (Files.isDirectory(path)) {
                throw wrong(path, "it is a folder", "give a file in it");
            }
            if (Files.exists(path)) {
                checkFile(path);
            } else if (!Files.isWritable(folder)) {
                throw wrong(path, "the folder " + folder + " cannot be written", "");
            }
        } catch (IOException failed) {
            throw wrong(path, reason(failed), "");
        }
    }

    private static Path folder(Path path) {
        return Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
    }

    /// Makes an empty file where there is none.
    ///
    /// @return whether there was none
    private static boolean make(Path path, boolean isUsual) {
        try {
            Path folder = folder(path);
            if (isUsual) {
                Files.createDirectories(folder, only("rwx------", folder));
            }
            Files.createFile(path, only("rw-------", folder));
            return true;
        } catch (FileAlreadyExistsException there) {
            return false; // or a node has made it that starts beside this one
        } catch (IOException failed) {
            throw wrong(path, reason(failed), "");
        }
    }

    private static FileAttribute<?>[] only(String permissions, Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static void checkFile(Path path) throws IOException {
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw wrong(path, "it may not be read and written", "");
        }
        if (!Files.isRegularFile(path)) {
            throw wrong(path, "it is no file", "");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] begin = in.readNBytes(HEADER.length);
            if (begin.length > 0 && !Arrays.equals(begin, HEADER)) {
                throw wrong(path, "it is no SQLite database", "it was not changed");
            }
        }
    }

    private static StoreException wrong(Path path, String why, String hint) {
        return new StoreException(
                "store_error", "the store " + path + " cannot be opened: " + why, hint);
    }

    private static String reason(IOException failed) {
        return switch (failed) {
            case java.nio.file.AccessDeniedException denied ->
                    "no permission for " + denied.getFile();
            case java.nio.file.FileSystemException file when file.getReason() != null ->
                    file.getFile() + ": " + file.getReason();
            default -> String.valueOf(failed.getMessage());
        };
    }

    private static void remove(Path path) {
        for (String ending : List.of("", "-wal", "-shm", "-journal")) {
            try {
                Files.deleteIfExists(path.resolveSibling(path.getFileName() + ending));
            } catch (IOException stays) {
                // An empty file is left.
            }
        }
    }

    /// A file that is broken, or of another program, is left as it is.
    private static void look(Address.File file) throws SQLException {
        if (file.path().toFile().length() == 0) {
            return;
        }
        List<String> problems =
                Connections.look(
                        file,
                        transaction -> {
                            if (file.path().toFile().length() <= MOST_CHECKED) {
                                List<String> found =
                                        transaction.rows(
                                                row -> row.text("quick_check"),
                                                "pragma quick_check(3)");
                                if (!found.equals(List.of("ok"))) {
                                    return found;
                                }
                            }
                            int version = Schema.version(transaction);
                            checkVersion(file, version);
                            return version == 0
                                            && transaction.count(
                                                            "select count(*) from sqlite_master")
                                                    > 0
                                    ? List.of("it is the database of another program")
                                    : List.of();
                        });
        if (!problems.isEmpty()) {
            throw wrong(
                    file.path(),
                    String.join("; ", problems).replace("\n", " "),
                    "it was not changed");
        }
    }
}
