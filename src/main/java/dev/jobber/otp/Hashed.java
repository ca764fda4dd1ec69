package dev.jobber.otp;

/// A key or a value of a registry, with the hash code that it had when it was entered or looked up.
/// Its own `hashCode` is not called again. So an entry is found at the death of its owner even if
/// `hashCode` throws by then or has changed.
sealed class Hashed {
    final Object it;
    private final int hash;

    /// Calls the object's `hashCode`.
    Hashed(Object it) {
        this(it, Refused.ifNoValue(it, "a key or a value").hashCode());
    }

    private Hashed(Object it, int hash) {
        this.it = it;
        this.hash = hash;
    }

    /// Finds an entry. It never throws: an object whose `equals` throws is equal only to itself.
    Hashed safe() {
        return new Safe(this);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Hashed same
                        && hash == same.hash
                        && (it == same.it || it.equals(same.it)));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    private static final class Safe extends Hashed {
        Safe(Hashed entered) {
            super(entered.it, entered.hash);
        }

        @Override
        public boolean equals(Object other) {
            boolean[] same = {false};
            return Guard.problemOf(() -> same[0] = super.equals(other)) == null && same[0];
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }
}
