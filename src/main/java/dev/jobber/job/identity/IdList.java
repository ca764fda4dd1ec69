package dev.jobber.job.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Things that have ids, in the order in which they came.
///
/// Their ids also stand side by side in memory, in the same order. So of 100 000 members those with
/// the same beginning are found in about a millisecond, without a look at the members themselves.
/// That costs each member 5 bytes and the bytes of its id. The list is not sorted, so a new member
/// goes to its end.
///
/// It consists of parts. **A part has a place for each of its members, and a member knows its part
/// and its place.** A part that has few members left is made smaller, and one that has none is
/// taken out.
///
/// Not thread-safe: the owner of a list guards it.
public final class IdList<E extends IdList.Member> {
    private Part first = new Part();
    private Part last = first;

    /// An empty list.
    public IdList() {}

    /// What can be in a list, in one at a time.
    public abstract static class Member {
        private @Nullable Part part;
        private int place;

        /// A member of no list.
        protected Member() {}

        /// What it is called. It keeps this name.
        public abstract String id();
    }

    /// Things whose ids begin alike.
    ///
    /// @param latest those that came last, the last one first
    /// @param others further ones, such that what the ids of both lists begin with is what all ids
    ///   begin with that were looked for
    public record Begun<E>(List<E> latest, List<E> others) {
        /// Both lists never change.
        public Begun {
            latest = List.copyOf(latest);
            others = List.copyOf(others);
        }

        /// The same as things of a more general kind.
        public static <E> Begun<E> of(Begun<? extends E> begun) {
            return new Begun<>(List.copyOf(begun.latest()), List.copyOf(begun.others()));
        }
    }

    /// Adds a thing behind all others. It must not be in a list.
    public void add(E member) {
        if (last.used == Part.MOST) {
            var next = new Part();
            next.before = last;
            last.after = next;
            last.tidy();
            last = next;
        }
        last.add(member);
    }

    /// Takes a thing out. It must be in this list.
    public void remove(E member) {
        Part part = Objects.requireNonNull(((Member) member).part);
        part.remove(member);
        if (part.living == 0 && part != last) {
            takeOut(part);
        } else if (part != last) {
            part.tidy();
        }
    }

    private void takeOut(Part part) {
        Part after = Objects.requireNonNull(part.after); // it is not the last one
        after.before = part.before;
        if (part.before == null) {
            first = after;
        } else {
            part.before.after = after;
        }
    }

    /// Shows all, in the order in which they came.
    public void forEach(Consumer<? super E> action) {
        for (Part part = first; part != null; part = part.after) {
            for (int place = 0; place < part.used; place++) {
                Member member = part.members[place];
                if (member != null) {
                    action.accept(cast(member));
                }
            }
        }
    }

    /// The last member that meets the condition.
    public Optional<E> last(Predicate<? super E> wanted) {
        for (Part part = last; part != null; part = part.before) {
            for (int place = part.used - 1; place >= 0; place--) {
                Member member = part.members[place];
                if (member != null && wanted.test(cast(member))) {
                    return Optional.of(cast(member));
                }
            }
        }
        return Optional.empty();
    }

    /// The last ones, the last one first.
    ///
    /// @param most how many at most
    public List<E> latest(int most) {
        var latest = new ArrayList<E>();
        var _ = last(member -> latest.size() >= most || !latest.add(member));
        return latest;
    }

    /// Those whose ids begin so.
    ///
    /// @param most how many of the last ones
    public Begun<E> begun(String begin, int most) {
        var found = new Found(begin, most);
        for (Part part = last; part != null && !found.isComplete(); part = part.before) {
            found.add(part);
        }
        return new Begun<>(
                found.latest.stream().map(this::cast).toList(),
                found.others.stream().map(this::cast).toList());
    }

    @SuppressWarnings("unchecked") // only add() fills parts
    private E cast(Member member) {
        return (E) member;
    }

    /// What a search has found so far, which looks at the last part first.
    private static final class Found {
        private final String begin;
        private final int most;
        private final List<Member> latest = new ArrayList<>();
        private final List<Member> others = new ArrayList<>();

        /// Those of one part, in their order.
        private final List<Member> ofPart = new ArrayList<>();

        /// The common beginning of all that were found; null before the first.
        private @Nullable String common;

        Found(String begin, int most) {
            this.begin = begin;
            this.most = most;
        }

        /// Whether further finds cannot change the result.
        boolean isComplete() {
            return latest.size() == most && isSettled();
        }

        private boolean isSettled() {
            return common != null && common.length() <= begin.length();
        }

        void add(Part part) {
            ofPart.clear();
            part.find(this);
            for (int i = ofPart.size() - 1; i >= 0 && latest.size() < most; i--) {
                latest.add(ofPart.get(i));
            }
        }

        /// The id of this member begins as it should.
        void add(Member member, byte[] ids, int at, int length) {
            ofPart.add(member);
            String all = common;
            if (all == null) {
                common = member.id();
                others.add(member);
            } else if (!isSettled() && !Part.begins(member, ids, at, length, all)) {
                common = all.substring(0, inCommon(all, member.id()));
                others.add(member);
            }
        }

        private static int inCommon(String one, String other) {
            int most = Math.min(one.length(), other.length());
            int length = 0;
            while (length < most && one.charAt(length) == other.charAt(length)) {
                length++;
            }
            return length;
        }
    }

    /// Some that came one after the other.
    private static final class Part {
        /// How many places a part has at most.
        static final int MOST = 1_024;

        private static final int FIRST_PLACES = 8;

        /// Ids that are longer, or have other characters than those of ASCII, are looked up at
        /// their members; a 0 stands for them.
        private static final int LONGEST = 100;

        private @Nullable Part before;
        private @Nullable Part after;
        private @Nullable Member[] members = new @Nullable Member[FIRST_PLACES];

        /// For each place the length of its id, and its id.
        private byte[] ids = new byte[FIRST_PLACES * 8];

        private int used;
        private int bytes;
        private int living;

        void add(Member member) {
            if (used == members.length) {
                members = Arrays.copyOf(members, Math.min(MOST, used * 2));
            }
            write(member.id());
            member.part = this;
            member.place = used;
            members[used] = member;
            used++;
            living++;
        }

        private void write(String id) {
            int length = id.length() > LONGEST ? 0 : id.length();
            if (bytes + length + 1 > ids.length) {
                ids = Arrays.copyOf(ids, Math.max(bytes + length + 1, ids.length * 2));
            }
            for (int i = 0; i < length; i++) {
                char character = id.charAt(i);
                if (character > 127) {
                    length = 0;
                } else {
                    ids[bytes + 1 + i] = (byte) character;
                }
            }
            ids[bytes] = (byte) length;
            bytes += length + 1;
        }

        void remove(Member member) {
            members[member.place] = null;
            member.part = null;
            living--;
        }

        /// Gives back the room of those that are gone, if they are most.
        void tidy() {
            if (living > members.length / 4) {
                return;
            }
            Member[] left = Stream.of(members).filter(Objects::nonNull).toArray(Member[]::new);
            members = new @Nullable Member[Math.max(1, left.length)];
            ids = new byte[Math.max(1, left.length) * 8];
            used = 0;
            bytes = 0;
            living = 0;
            for (Member member : left) {
                add(member);
            }
        }

        void find(Found found) {
            int at = 0;
            for (int place = 0; place < used; place++) {
                Member member = members[place];
                int length = ids[at];
                if (member != null && begins(member, ids, at + 1, length, found.begin)) {
                    found.add(member, ids, at + 1, length);
                }
                at += length + 1;
            }
        }

        /// Whether an id that has this length and stands there begins so.
        static boolean begins(Member member, byte[] ids, int at, int length, String begin) {
            if (length == 0) {
                return member.id().startsWith(begin);
            }
            int wanted = begin.length();
            if (length < wanted) {
                return false;
            }
            for (int i = 0; i < wanted; i++) {
                if (begin.charAt(i) != ids[at + i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
