package dev.jobber.job.kind.code;

import java.util.Map;

/// A snippet that has been compiled and woven.
///
/// @param classes by name
/// @param runsElsewhere whether it has code that it may hand to threads that it has not started
record CompiledSnippet(Map<String, byte[]> classes, boolean runsElsewhere) implements Code {
    CompiledSnippet {
        classes = Map.copyOf(classes);
    }

    @Override
    public Object call(CodeScope scope) throws Throwable {
        var snippet =
                (Snippet)
                        new Loader(classes, scope)
                                .loadClass(SnippetSource.CLASS)
                                .getDeclaredConstructor()
                                .newInstance();
        snippet.scope(scope);
        return snippet.work();
    }

    @Override
    public boolean hasChecks() {
        return true;
    }

    @Override
    public boolean outlivesFirstThread() {
        return false;
    }

    /// The classes of one start: a copy of their own, so that one start can be stopped and the
    /// others go on.
    private static final class Loader extends ClassLoader implements CodeLoader {
        private final Map<String, byte[]> classes;
        private final CodeScope scope;

        Loader(Map<String, byte[]> classes, CodeScope scope) {
            super(scope.name(), Loader.class.getClassLoader());
            this.classes = classes;
            this.scope = scope;
        }

        @Override
        public CodeScope scope() {
            return scope;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
