package dev.hazardmap.lint.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The effect table, read from {@code effects.txt}: what a call does to a container by the contract of its interface. */
final class Effects {
    private static final Map<Family, Map<String, Op>> TABLE = load();

    private Effects() {}

    /** The row for {@code method} of {@code family}, or null when the call does not touch the container. */
    static @Nullable Op find(Family family, String method) {
        Map<String, Op> ops = TABLE.get(family);
        return ops == null ? null : ops.get(method);
    }

    private static Map<Family, Map<String, Op>> load() {
        Map<Family, Map<String, Op>> table = new HashMap<>();
        try (InputStream in = Effects.class.getResourceAsStream("effects.txt")) {
            if (in == null) {
                throw new IllegalStateException("effects.txt is not on the class path beside " + Effects.class);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> add(table, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private static void add(Map<Family, Map<String, Op>> table, String line) {
        String[] words = line.split(" ", -1);
        Op.Effect effect = Op.Effect.valueOf(words[2].toUpperCase(Locale.ROOT));
        int[] args = new int[4];
        Op.Result result = Op.Result.NONE;
        Sym.ViewKind view = null;
        boolean atomic = false;
        for (int i = 3; i < words.length; i++) {
            String word = words[i];
            int slot = word.length() > 1 && word.charAt(1) == '=' ? "kvfs".indexOf(word.charAt(0)) : -1;
            if (slot >= 0) {
                args[slot] = Integer.parseInt(word.substring(2));
            } else if (word.startsWith("view=")) {
                view = Sym.ViewKind.valueOf(word.substring(5));
                result = Op.Result.VIEW;
            } else if (word.equals("atomic")) {
                atomic = true;
            } else {
                result = Op.Result.valueOf(word.toUpperCase(Locale.ROOT));
            }
        }
        Op op = new Op(words[1], effect, args[0], args[1], args[2], args[3], result, view, atomic);
        table.computeIfAbsent(Family.valueOf(words[0].toUpperCase(Locale.ROOT)), f -> new HashMap<>())
                .put(words[1], op);
    }
}
