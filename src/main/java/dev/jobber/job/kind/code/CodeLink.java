package dev.jobber.job.kind.code;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Links what was woven into the classes of a job to the start of the job that they belong to.
public final class CodeLink {
    private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

    private CodeLink() {}

    /// Links a place in a woven class: called by the JVM when the class reaches it for the first
    /// time.
    ///
    /// @param caller the class, which the loader of a job has defined
    /// @param hook what is to happen there
    /// @param type what the place gives and takes
    public static CallSite bootstrap(MethodHandles.Lookup caller, String hook, MethodType type)
            throws ReflectiveOperationException {
        if (!(caller.lookupClass().getClassLoader() instanceof CodeLoader loader)) {
            throw new IllegalStateException("expected a class of a job, got: " + caller);
        }
        if (hook.equals(Hook.CHECK.name())) {
            return loader.scope().stopSite().callSite();
        }
        MethodType own = Hook.valueOf(hook).type();
        MethodHandle bound = HERE.bind(loader.scope(), Hook.valueOf(hook).method(), own);
        int receivers = type.parameterCount() - own.parameterCount();
        MethodHandle handle =
                MethodHandles.dropArguments(bound, 0, type.parameterList().subList(0, receivers));
        return new ConstantCallSite(handle.asType(type));
    }
}
