package dev.jobber.transcript;

/// What is printed of an exception that a step ran into: its module, and the first line of its text
/// as Elixir has it.
final class ErrorTexts {
    private ErrorTexts() {}

    static String of(Throwable problem) {
        String module = ExceptionNames.module(problem);
        String text = text(String.valueOf(problem.getMessage()).lines().findFirst().orElse(""));
        return text.isEmpty() ? module : module + " " + new Term.Text(text);
    }

    /// The text in a log: of a request that a supervisor does not know, which function it was given
    /// to.
    static String log(Throwable problem) {
        if (!(problem instanceof ClassCastException) || problem.getStackTrace().length == 0) {
            return String.valueOf(problem.getMessage());
        }
        StackTraceElement place = problem.getStackTrace()[0];
        String module =
                place.getClassName().endsWith(".SupervisorServer")
                        ? ":supervisor"
                        : "DynamicSupervisor";
        String function =
                place.getMethodName().equals("handleCast") ? "handle_cast/2" : "handle_call/3";
        return "no function clause matching in " + module + "." + function;
    }

    /// Errors of built-in functions are printed without their text; names of modules and functions
    /// are Elixir's.
    private static String text(String message) {
        if (message.startsWith("expected a live process or a registered name")
                || message.startsWith("expected a process or a registered name")) {
            return "";
        }
        if (message.startsWith("expected a key that a live process holds")) {
            return "argument error";
        }
        if (message.startsWith("expected at least one partition, got: ")) {
            return message.replace(
                    "expected at least one partition",
                    "the :partitions option must be a positive integer");
        }
        if (message.startsWith("unknown registry: ")) {
            return "unknown registry: "
                    + new Term.Atom(message.substring("unknown registry: ".length()));
        }
        return switch (message) {
            case "via is not supported for duplicate registries" ->
                    ":via is not supported for duplicate registries";
            case "updateValue is not supported for duplicate registries" ->
                    "Registry.update_value/3 is not supported for duplicate registries";
            default -> message;
        };
    }
}
