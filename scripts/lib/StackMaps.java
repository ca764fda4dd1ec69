import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Gives the class files of a jar that are older than Java 6 the stack maps of today.
///
/// The JVM verifies such classes with its old verifier at every start, and cannot keep them in an
/// ahead-of-time cache; picocli is made of them. Their code stays what it was. A class whose new
/// form does not verify keeps its old one.
///
/// Used by `scripts/jobber`: `java StackMaps.java FROM.jar TO.jar`.
final class StackMaps {

    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final ClassFile classFile =
            ClassFile.of(
                    StackMapsOption.GENERATE_STACK_MAPS,
                    ClassHierarchyResolverOption.of(
                            ClassHierarchyResolver.ofResourceParsing(
                                            type -> {
                                                var bytes =
                                                        entries.get(
                                                                nameOf(type.descriptorString()));
                                                return bytes == null
                                                        ? null
                                                        : new ByteArrayInputStream(bytes);
                                            })
                                    .orElse(ClassHierarchyResolver.defaultResolver())
                                    .cached()));

    public static void main(String[] args) throws IOException {
        var jar = new StackMaps();
        jar.read(Path.of(args[0]));
        jar.write(Path.of(args[1]));
    }

    private void read(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
                try (var in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
    }

    private void write(Path jar) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (var entry : entries.entrySet()) {
                var copy = new ZipEntry(entry.getKey());
                copy.setTimeLocal(EPOCH); // the same jar for the same input
                zip.putNextEntry(copy);
                zip.write(
                        entry.getKey().endsWith(".class")
                                ? modern(entry.getValue())
                                : entry.getValue());
            }
        }
    }

    private byte[] modern(byte[] bytes) {
        var model = classFile.parse(bytes);
        if (model.majorVersion() >= ClassFile.JAVA_6_VERSION) {
            return bytes;
        }
        var rewritten = rewritten(model);
        return classFile.verify(rewritten).isEmpty() ? rewritten : bytes;
    }

    private byte[] rewritten(ClassModel model) {
        return classFile.build(
                model.thisClass().asSymbol(),
                builder ->
                        builder.withVersion(ClassFile.JAVA_25_VERSION, 0)
                                .transform(
                                        model,
                                        ClassTransform.dropping(ClassFileVersion.class::isInstance)
                                                .andThen(
                                                        ClassTransform.transformingMethodBodies(
                                                                CodeTransform.ACCEPT_ALL))));
    }

    /// `java/util/List.class` of `Ljava/util/List;`.
    private static String nameOf(String descriptor) {
        return descriptor.substring(1, descriptor.length() - 1) + ".class";
    }
}
