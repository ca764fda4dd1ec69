package dev.jobber.shell.result;

import java.util.List;
import java.util.Map;

/// Writes values as one line of JSON.
final class Json {
    private Json() {}

    static String write(Value value) {
        var json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    private static void write(Value value, StringBuilder json) {
        switch (value) {
            case Value.Nothing() -> json.append("null");
            case Value.Truth(boolean is) -> json.append(is);
            case Value.Whole(long number) -> json.append(number);
            case Value.Fraction(double number) ->
                    json.append(Double.isFinite(number) ? Double.toString(number) : "null");
            case Value.Text(String text) -> write(text, json);
            case Value.Rows(List<Value> rows) -> {
                var separator = "[";
                for (Value row : rows) {
                    json.append(separator);
                    write(row, json);
                    separator = ", ";
                }
                json.append(rows.isEmpty() ? "[]" : "]");
            }
            case Value.Fields fields -> {
                var separator = "{";
                for (Map.Entry<String, Value> field : fields.fields().entrySet()) {
                    json.append(separator);
                    write(field.getKey(), json);
                    json.append(": ");
                    write(field.getValue(), json);
                    separator = ", ";
                }
                json.append(fields.fields().isEmpty() ? "{}" : "}");
            }
        }
    }

    private static void write(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (Character.isISOControl(c)
                            || c == 0x2028
                            || c == 0x2029
                            || isLone(text, i)) {
                        json.append("\\u%04x".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    /// Half of a surrogate pair has no place in UTF-8.
    private static boolean isLone(String text, int index) {
        char c = text.charAt(index);
        return Character.isHighSurrogate(c)
                        && (index + 1 == text.length()
                                || !Character.isLowSurrogate(text.charAt(index + 1)))
                || Character.isLowSurrogate(c)
                        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
