package org.lwm2m.shell.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines in columns as wide as they need to be. A column that stays empty is left out. */
public final class Table {

    private static final String GAP = "  ";

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        this.heads = List.of(heads);
    }

    /** Adds a line; what it can't show as text, such as control characters from a peer, it replaces. */
    public Table row(Object... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + heads);
        }
        rows.add(Arrays.stream(cells).map(cell -> clean(cell.toString())).toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, without an end of line after the last. */
    @Override
    public String toString() {
        var widths = new int[heads.size()];
        for (var row : rows) {
            for (var column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        var lines = new ArrayList<String>();
        lines.add(line(heads, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return String.join("\n", lines);
    }

    private String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (var column = 0; column < widths.length; column++) {
            if (widths[column] > 0) {
                var width = Math.max(widths[column], heads.get(column).length());
                line.append(cells.get(column))
                        .append(" ".repeat(width - cells.get(column).length()))
                        .append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }

    /** Text from a peer without what would move the cursor or ring the bell: control characters become {@code ·}. */
    public static String clean(String text) {
        return text.codePoints()
                .map(each -> Character.isISOControl(each) || Character.getType(each) == Character.FORMAT ? '·' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
