package dev.jobber.job.kind.code;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What woven classes do in place of some calls, and which of their calls give them an object that
/// must be closed when their job ends.
final class Redirections {
    private static final DirectMethodHandleDesc LINK =
            MethodHandleDesc.ofMethod(
                    DirectMethodHandleDesc.Kind.STATIC,
                    ClassDesc.of(CodeLink.class.getName()),
                    "bootstrap",
                    MethodTypeDesc.of(
                            ConstantDescs.CD_CallSite,
                            ConstantDescs.CD_MethodHandles_Lookup,
                            ConstantDescs.CD_String,
                            ConstantDescs.CD_MethodType));

    private static final Map<String, Hook> CALLS =
            Map.of(
                    "java/lang/Thread.ofVirtual()Ljava/lang/Thread$Builder$OfVirtual;",
                            Hook.VIRTUAL,
                    "java/lang/Thread.startVirtualThread(Ljava/lang/Runnable;)Ljava/lang/Thread;",
                            Hook.START_VIRTUAL,
                    "java/lang/System.exit(I)V", Hook.EXIT,
                    "java/lang/Runtime.exit(I)V", Hook.EXIT,
                    "java/lang/Runtime.halt(I)V", Hook.EXIT,
                    "java/lang/IO.println(Ljava/lang/Object;)V", Hook.PRINTLN,
                    "java/lang/IO.print(Ljava/lang/Object;)V", Hook.PRINT,
                    "java/lang/IO.println()V", Hook.NEWLINE,
                    "java/lang/IO.readln()Ljava/lang/String;", Hook.READLN,
                    "java/lang/IO.readln(Ljava/lang/String;)Ljava/lang/String;",
                            Hook.READLN_PROMPT);

    private static final Map<String, Hook> FIELDS =
            Map.of(
                    "java/lang/System.out", Hook.OUT,
                    "java/lang/System.err", Hook.OUT,
                    "java/lang/System.in", Hook.IN);

    /// Classes whose objects may block a reader, run threads, or run a program.
    private static final Set<String> TRACKED =
            Set.of(
                    "java/io/FileInputStream",
                    "java/io/FileOutputStream",
                    "java/io/RandomAccessFile",
                    "java/lang/Process",
                    "java/lang/Thread",
                    "java/net/DatagramSocket",
                    "java/net/HttpURLConnection",
                    "java/net/MulticastSocket",
                    "java/net/ServerSocket",
                    "java/net/Socket",
                    "java/net/URLConnection",
                    "java/util/Timer",
                    "java/util/concurrent/CompletableFuture",
                    "java/util/concurrent/ExecutorService",
                    "java/util/concurrent/ForkJoinPool",
                    "java/util/concurrent/ScheduledExecutorService",
                    "java/util/concurrent/ScheduledThreadPoolExecutor",
                    "java/util/concurrent/ThreadPoolExecutor",
                    "javax/net/ssl/SSLServerSocket",
                    "javax/net/ssl/SSLSocket");

    /// The classes that any of this is about.
    private static final Set<String> OWNERS =
            Stream.of(CALLS.keySet(), FIELDS.keySet())
                    .flatMap(Set::stream)
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .collect(Collectors.toSet());

    private Redirections() {}

    /// The call site of a hook.
    static DynamicCallSiteDesc site(Hook hook, MethodTypeDesc type) {
        return DynamicCallSiteDesc.of(LINK, hook.name(), type);
    }

    /// What happens in place of a call.
    static Optional<Hook> ofCall(ClassDesc owner, String name, MethodTypeDesc type) {
        return Optional.ofNullable(
                CALLS.get(internalName(owner) + "." + name + type.descriptorString()));
    }

    /// What happens in place of reading a static field.
    static Optional<Hook> ofField(ClassDesc owner, String name) {
        return Optional.ofNullable(FIELDS.get(internalName(owner) + "." + name));
    }

    /// Whether what is of this type has to be closed when the job ends.
    static boolean isTracked(ClassDesc type) {
        return TRACKED.contains(internalName(type));
    }

    /// Whether a class that names this one may have to be woven.
    static boolean concerns(String internalName) {
        return OWNERS.contains(internalName) || TRACKED.contains(internalName);
    }

    private static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return type.isClassOrInterface()
                ? descriptor.substring(1, descriptor.length() - 1)
                : descriptor;
    }
}
