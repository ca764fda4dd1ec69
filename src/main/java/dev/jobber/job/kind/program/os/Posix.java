package dev.jobber.job.kind.program.os;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Functions of the C library, which Java has no other way to call.
///
/// All of them are called in one way, with six words as arguments and a word as result, because the
/// JVM needs a tenth of a second to prepare a way to call. This is right wherever the first six
/// words are passed in registers, or where the caller removes them: a function looks at the
/// arguments it has, and at the part of a word that its types say. A result is to be cut to its
/// type. Functions with a variable number of arguments cannot be called so.
final class Posix {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBRARY = LINKER.defaultLookup();

    @SuppressWarnings("restricted") // the function and its types are right
    private static final MethodHandle CALL =
            LINKER.downcallHandle(
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG));

    private Posix() {}

    /// A function of the C library.
    ///
    /// @param name what it is called
    /// @param address where it is
    record Function(String name, MemorySegment address) {
        /// The function of that name, if the library of this machine has it.
        static Optional<Function> find(String name) {
            return LIBRARY.find(name).map(address -> new Function(name, address));
        }

        /// The function of that name, which is in every library.
        static Function of(String name) {
            return find(name)
                    .orElseThrow(() ->
                            new IllegalStateException("the C library has no function " + name));
        }

        /// Calls it. Blocks as long as it does.
        ///
        /// @param arguments at most six words
        long call(long... arguments) {
            try {
                return (long)
                        CALL.invokeExact(
                                address,
                                word(arguments, 0),
                                word(arguments, 1),
                                word(arguments, 2),
                                word(arguments, 3),
                                word(arguments, 4),
                                word(arguments, 5));
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
        }

        /// The same, for a function whose result is an `int`.
        int callInt(long... arguments) {
            return (int) call(arguments);
        }

        private static long word(long[] arguments, int index) {
            return index < arguments.length ? arguments[index] : 0;
        }
    }

    /// A text of bytes as C has it, with a zero at its end.
    static MemorySegment text(Arena arena, byte[] bytes) {
        MemorySegment text = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return text;
    }
}
