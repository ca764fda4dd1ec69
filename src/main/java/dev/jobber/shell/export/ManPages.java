package dev.jobber.shell.export;

import dev.jobber.shell.help.CommandNotes;
import dev.jobber.shell.help.Help;
import dev.jobber.shell.help.topic.Topic;
import dev.jobber.shell.help.topic.Topic.Sample;
import dev.jobber.shell.help.topic.Topics;
import dev.jobber.shell.parse.CommandGroup;
import dev.jobber.shell.parse.CommandParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;

/// The pages of the manual: one for the program, one for each command, and one for each topic.
public final class ManPages {
    /// The ending of their files: their part of the manual, that of the commands. The topics are in
    /// it too, so that one folder holds all pages.
    private static final String SECTION = "1";

    /// The page of the program.
    public static final String PROGRAM = "jobber";

    private static final ColorScheme PLAIN = CommandLine.Help.defaultColorScheme(Ansi.OFF);

    /// In picocli's rows for options and parameters: what is typed, and behind it what it means.
    private static final int MEANING = 4;

    private final CommandParser parser;
    private final CommandSpec program;
    private final List<CommandSpec> outside;
    private final String source;

    /// @param program how the program is started
    /// @param outside the commands of the program that are no lines of the shell
    /// @param source the program, and its version
    public ManPages(
            CommandParser parser, CommandSpec program, List<CommandSpec> outside, String source) {
        this.parser = parser;
        this.program = program;
        this.outside = List.copyOf(outside);
        this.source = source;
    }

    /// All pages, by their names.
    public Map<String, String> all() {
        var pages = new LinkedHashMap<String, String>();
        pages.put(PROGRAM, ofProgram());
        outside.forEach(spec -> put(pages, Help.name(spec), spec));
        for (String name : parser.commands().names()) {
            CommandSpec spec = parser.line(name).getCommandSpec();
            pages.computeIfAbsent(page(name), page -> ofCommand(page, spec));
            spec.subcommands()
                    .forEach((word, line) -> put(pages, name + "-" + word, line.getCommandSpec()));
        }
        for (Topic topic : Topics.all()) {
            pages.computeIfAbsent(page(topic.name()), name -> of(name, topic));
        }
        return pages;
    }

    private void put(Map<String, String> pages, String name, CommandSpec spec) {
        pages.put(page(name), ofCommand(page(name), spec));
    }

    /// The name of the page of a command or a topic.
    public static String page(String name) {
        return PROGRAM + "-" + name.replace(' ', '-');
    }

    /// The name of a page's file.
    public static String file(String page) {
        return page + "." + SECTION;
    }

    private String ofProgram() {
        var page = new Roff(PROGRAM, SECTION, source);
        begin(page, PROGRAM, program);
        for (CommandGroup group : groups()) {
            page.heading(group.heading());
            for (String name : group.names()) {
                page.term(name, Help.summary(parser.line(name).getCommandSpec()));
            }
        }
        end(page, CommandNotes.of(program));
        return page.toString();
    }

    private List<CommandGroup> groups() {
        return parser.commands().groups();
    }

    private String ofCommand(String name, CommandSpec spec) {
        var page = new Roff(name, SECTION, source);
        begin(page, name, spec);
        Topics.find(Help.name(spec))
                .ifPresent(topic -> {
                    page.heading("NOTES");
                    paragraphs(page, topic);
                });
        end(page, CommandNotes.of(spec));
        return page.toString();
    }

    private void begin(Roff page, String name, CommandSpec spec) {
        var help = new CommandLine.Help(spec, PLAIN);
        page.heading("NAME").text(name + " - " + Help.summary(spec));
        page.heading("SYNOPSIS").drawn(help.synopsis(0).stripTrailing());
        page.heading("DESCRIPTION");
        for (String paragraph : spec.usageMessage().description()) {
            page.paragraph(paragraph.replace("%%", "%"));
        }
        List<Text[][]> rows = rows(spec);
        if (!rows.isEmpty()) {
            page.heading("OPTIONS");
            rows.forEach(row -> page.term(typed(row), meaning(row)));
        }
        if (!spec.subcommands().isEmpty()) {
            page.heading("COMMANDS");
            spec.subcommands()
                    .forEach((word, line) -> page.term(word, Help.summary(line.getCommandSpec())));
        }
    }

    /// The parameters and the options, as picocli draws them.
    private static List<Text[][]> rows(CommandSpec spec) {
        CommandLine.Help.IParamLabelRenderer labels =
                CommandLine.Help.createMinimalParamLabelRenderer();
        var help = new CommandLine.Help(spec, PLAIN);
        CommandLine.Help.IParamLabelRenderer own = help.parameterLabelRenderer();
        var rows = new ArrayList<Text[][]>();
        spec.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .forEach(parameter ->
                        rows.add(
                                help.createDefaultParameterRenderer()
                                        .render(parameter, labels, PLAIN)));
        spec.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option ->
                        rows.add(help.createDefaultOptionRenderer().render(option, own, PLAIN)));
        return rows;
    }

    private static String typed(Text[][] rows) {
        return Arrays.stream(rows[0], 0, MEANING)
                .map(Text::plainString)
                .collect(Collectors.joining())
                .strip()
                .replaceFirst("^(-\\w),(?=\\S)", "$1, ");
    }

    private static String meaning(Text[][] rows) {
        return Arrays.stream(rows)
                .map(row -> row[MEANING].plainString())
                .collect(Collectors.joining(" "));
    }

    private static void end(Roff page, CommandNotes notes) {
        notes.note().ifPresent(note -> page.heading("DETAILS").text(note));
        if (!notes.inOtp().isEmpty()) {
            page.heading("IN OTP").text(notes.inOtp());
        }
        page.heading("EXIT STATUS");
        notes.exitCodes().stream()
                .map(code -> code.split(":", 2))
                .forEach(code -> page.term(code[0], code[1]));
        samples(page, notes.samples());
        seeAlso(page, notes.seeAlso());
    }

    private String of(String name, Topic topic) {
        var page = new Roff(name, SECTION, source);
        page.heading("NAME").text(name + " - " + topic.summary());
        page.heading("DESCRIPTION");
        paragraphs(page, topic);
        samples(page, topic.samples());
        seeAlso(page, topic.seeAlso());
        return page.toString();
    }

    private static void paragraphs(Roff page, Topic topic) {
        for (String paragraph : topic.paragraphs()) {
            if (Topic.isDrawn(paragraph)) {
                page.drawn(paragraph);
            } else {
                page.paragraph(paragraph);
            }
        }
    }

    private static void samples(Roff page, List<Sample> samples) {
        if (!samples.isEmpty()) {
            page.heading("EXAMPLES");
            samples.forEach(sample -> page.term(sample.line(), sample.does()));
        }
    }

    private static void seeAlso(Roff page, List<String> names) {
        page.heading("SEE ALSO")
                .text(
                        Stream.concat(Stream.of(PROGRAM), names.stream().map(ManPages::page))
                                .map(name -> name + "(" + SECTION + ")")
                                .collect(Collectors.joining(", ")));
    }
}
