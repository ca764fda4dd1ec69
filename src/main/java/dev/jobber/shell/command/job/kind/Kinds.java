package dev.jobber.shell.command.job.kind;

import dev.jobber.job.Work;
import dev.jobber.job.kind.Kind;
import dev.jobber.job.kind.Sim;
import dev.jobber.job.kind.code.JavaClass;
import dev.jobber.job.kind.code.JavaSnippet;
import dev.jobber.job.kind.program.Program;
import dev.jobber.job.kind.program.Sh;
import dev.jobber.job.policy.JobPolicy;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.session.Scripts;
import dev.jobber.shell.session.Session;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The kinds of job there are.
public final class Kinds {
    /// The words for them.
    public static final List<String> WORDS =
            List.of(SimOptions.WORD, Sh.WORD, JavaSnippet.WORD, JavaClass.WORD);

    /// The words, as picocli asks for what may stand for a parameter.
    public static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return WORDS.iterator();
        }
    }

    private Kinds() {}

    /// New options of a kind.
    ///
    /// @param scripts finds the files that they name
    public static Optional<KindOptions<?>> options(String word, Session session, Scripts scripts) {
        return switch (word) {
            case SimOptions.WORD -> Optional.of(new SimOptions());
            case Sh.WORD -> Optional.of(new ShOptions());
            case JavaSnippet.WORD -> Optional.of(new JavaOptions(session::code));
            case JavaClass.WORD -> Optional.of(new ClassOptions(scripts));
            default -> Optional.empty();
        };
    }

    /// A line has work of this kind: what that takes is loaded in the background.
    public static void announce(String word, Session session) {
        if (word.equals(JavaSnippet.WORD)) {
            session.code().warm();
        }
    }

    /// The defined work, with what a line says otherwise; a line that was read when the job was of
    /// another kind says nothing of this one.
    public static Kind override(KindOptions<?> options, Kind defined) {
        return switch (options) {
            case SimOptions sim when defined instanceof Sim work -> sim.override(work);
            case ShOptions sh when defined instanceof Sh work -> sh.override(work);
            case JavaOptions java when defined instanceof JavaSnippet work -> java.override(work);
            case ClassOptions java when defined instanceof JavaClass work -> java.override(work);
            default -> defined;
        };
    }

    /// Warns of what the line asks for and could not be started if it ran now.
    public static void warn(KindOptions<?> options, Validation validation, Session session) {
        boolean isOnlyChecked = validation.path(".").isPresent();
        if (options instanceof ShOptions sh && isOnlyChecked) {
            sh.warn(validation, session.programs());
        }
    }

    /// Why this work could not be started if it were now; empty where it could, as far as is known.
    static Optional<String> fault(Kind kind, Session session) {
        return kind instanceof Sh(Program program)
                ? session.programs().fault(program)
                : Optional.empty();
    }

    /// Why this work cannot be started in this process at all, though it could be in another; empty
    /// where it can.
    public static Optional<String> obstacle(Kind kind, Session session) {
        return kind instanceof Sh(Program program)
                ? session.programs()
                        .missingSecret(program)
                        .map(secret -> "the secret " + secret + " is not in jobber's environment")
                : Optional.empty();
    }

    /// A text without the secrets of this work.
    public static String withoutSecrets(Kind kind, String text, Session session) {
        return kind instanceof Sh(Program program)
                ? session.programs().withoutSecrets(program, text)
                : text;
    }

    /// What a job of this kind does.
    public static Work work(Kind kind, JobPolicy policy, Session session) {
        return switch (kind) {
            case Sim sim -> sim;
            case Sh sh -> sh.work(policy.graceOrDefault(), session.programs());
            case JavaSnippet java -> java.work(policy.graceOrDefault(), session.code());
            case JavaClass java -> java.work(policy.graceOrDefault(), session.code());
            default -> throw new IllegalStateException("expected a kind, got: " + kind);
        };
    }
}
