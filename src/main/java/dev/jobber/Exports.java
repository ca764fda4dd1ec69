package dev.jobber;

import dev.jobber.shell.Shell;
import dev.jobber.shell.complete.ArgumentValues;
import dev.jobber.shell.export.ManPages;
import dev.jobber.shell.parse.ProgramArguments;
import dev.jobber.shell.result.Choices;
import dev.jobber.shell.result.ErrorCode;
import dev.jobber.shell.result.ShellException;
import dev.jobber.shell.syntax.FileText;
import dev.jobber.shell.syntax.OutputFile;
import dev.jobber.shell.syntax.TextEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/// What `jobber completion` and `jobber man` write.
final class Exports {
    private Exports() {}

    /// The script for another shell.
    static String script(Shell shell, CompletionOptions options) {
        return options.shell.script(
                shell.parser(),
                new ArgumentValues(shell.candidates()),
                program(),
                ProgramCommand.specs());
    }

    /// The page that is asked for; empty where pages are written into a folder.
    ///
    /// @throws ShellException where there is no such page, or it cannot be written
    static String pages(Shell shell, ManOptions options, Host.Place place) {
        Map<String, String> pages =
                new ManPages(shell.parser(), program(), ProgramCommand.specs(), source()).all();
        String page =
                options.page.isEmpty()
                        ? ManPages.PROGRAM
                        : ManPages.page(String.join("-", options.page));
        if (!pages.containsKey(page)) {
            throw Choices.unknown(
                    ErrorCode.NOT_FOUND,
                    "page",
                    page.substring(ManPages.page("").length()),
                    pages.keySet().stream()
                            .filter(each -> !each.equals(ManPages.PROGRAM))
                            .map(each -> each.substring(ManPages.page("").length()))
                            .toList(),
                    "'jobber help' lists the commands, 'jobber help topics' the topics");
        }
        if (options.folder.isEmpty()) {
            return pages.get(page);
        }
        if (!options.page.isEmpty()) {
            pages.keySet().retainAll(Set.of(page));
        }
        write(pages, options.folder.get(), place);
        return "";
    }

    private static void write(Map<String, String> pages, String shown, Host.Place place) {
        Path folder = TextEncoding.of(place.environment()).path(place.directory(), shown);
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new ShellException(
                    ErrorCode.EIO,
                    "cannot make the folder '" + shown + "': " + FileText.reason(failed));
        }
        pages.forEach((page, text) -> {
            String file = ManPages.file(page);
            OutputFile.write(folder.resolve(file), shown + "/" + file, text);
        });
    }

    private static CommandSpec program() {
        return ProgramArguments.beforeCommand(new Options()).spec();
    }

    /// The program, and its version.
    private static String source() {
        return new Version().getVersion()[0];
    }
}
