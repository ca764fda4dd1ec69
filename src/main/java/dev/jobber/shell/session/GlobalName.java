package dev.jobber.shell.session;

import dev.jobber.job.durable.GlobalNames;
import dev.jobber.job.durable.GlobalNames.Holder;
import dev.jobber.otp.Pid;
import dev.jobber.otp.StartOptions;
import dev.jobber.otp.StartResult;
import dev.jobber.shell.parse.ProcessNames;
import dev.jobber.shell.parse.Validation;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.result.UserError;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `{global,NAME}`: a name that one process has of all nodes of the store. In its own program the
/// process is registered under the whole of it.
///
/// @param name the name in it
public record GlobalName(String name) {
    private static final Pattern FORM =
            Pattern.compile("\\{:?global, ?([A-Za-z_][A-Za-z0-9_.-]*)}");

    /// The name that a text is, if it is one.
    public static Optional<GlobalName> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new GlobalName(form.group(1))) : Optional.empty();
    }

    /// Looks whether a process may be started under a name, global or not.
    public static void validate(Validation validation, String written) {
        if (of(written).isEmpty()) {
            ProcessNames.validate(validation, written);
        }
    }

    /// Starts a process, under a name if one is given. A global name is taken in the store first.
    ///
    /// @throws ShellException `already_started` where a process of any node has the global name
    public static StartResult start(
            Session session, Optional<String> name, Function<StartOptions, StartResult> start) {
        Optional<GlobalName> global = name.flatMap(GlobalName::of);
        if (global.isEmpty()) {
            return start.apply(name.map(StartOptions::named).orElse(StartOptions.NONE));
        }
        return global.get().start(session.storeFor("a name of all nodes").names(), start);
    }

    private StartResult start(GlobalNames names, Function<StartOptions, StartResult> start) {
        Optional<Holder> holder = names.take(name);
        if (holder.isPresent()) {
            throw new ShellException(
                    UserError.of(
                            new ErrorCode("already_started"),
                            "the name " + this + " is taken by " + where(holder.get())));
        }
        boolean isStarted = false;
        try {
            StartResult result = start.apply(StartOptions.named(toString()));
            if (result instanceof StartResult.Started(Pid pid, var _)) {
                names.bind(name, pid);
                isStarted = true;
            }
            return result;
        } finally {
            if (!isStarted) {
                names.release(name);
            }
        }
    }

    /// Where the process of a name is, in words: `#PID<b.157.0> on node b`.
    static String where(Holder holder) {
        return pid(holder).orElse("a process that is being started") + " on node " + holder.node();
    }

    /// A process of a node as other nodes print it: with the name of the node in the place of the
    /// 0.
    public static Optional<String> pid(Holder holder) {
        return holder.pid().map(pid -> pid.replace("<0.", "<" + holder.node() + "."));
    }

    @Override
    public String toString() {
        return "{global," + name + "}";
    }
}
