package dev.jobber.transcript;

import java.util.ArrayList;
import java.util.List;

/// Where two transcripts of the same steps differ.
final class Difference {
    private Difference() {}

    /// A line that is no result, and the results under it.
    private record Block(String line, List<String> results) {}

    /// The lines that differ, step by step; empty if none does.
    static List<String> between(List<String> expected, List<String> got) {
        List<Block> before = blocks(expected);
        List<Block> now = blocks(got);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            Block block = before.get(i);
            if (i == now.size()) {
                lines.add("  " + block.line());
                lines.add("    not reached");
                return lines;
            }
            List<String> different = leftOver(block.results(), now.get(i).results());
            if (!different.isEmpty()) {
                lines.add("  " + block.line());
                lines.addAll(different);
            }
        }
        return lines;
    }

    private static List<Block> blocks(List<String> lines) {
        List<Block> blocks = new ArrayList<>(List.of(new Block("", new ArrayList<>())));
        for (String line : lines) {
            if (line.startsWith(">")) {
                blocks.getLast().results().add(line);
            } else {
                blocks.add(new Block(line, new ArrayList<>()));
            }
        }
        return blocks;
    }

    /// What is left of both lists without their longest common subsequence.
    private static List<String> leftOver(List<String> expected, List<String> got) {
        var common = new int[expected.size() + 1][got.size() + 1];
        for (int i = expected.size() - 1; i >= 0; i--) {
            for (int j = got.size() - 1; j >= 0; j--) {
                common[i][j] =
                        expected.get(i).equals(got.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < expected.size() || j < got.size()) {
            boolean both = i < expected.size() && j < got.size();
            if (both && expected.get(i).equals(got.get(j))) {
                i++;
                j++;
            } else if (j == got.size() || (both && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("    expected " + expected.get(i++));
            } else {
                lines.add("         got " + got.get(j++));
            }
        }
        return lines;
    }
}
