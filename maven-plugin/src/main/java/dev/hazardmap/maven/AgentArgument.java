package dev.hazardmap.maven;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The {@code -javaagent} argument of a test JVM, and the property that it goes into. */
final class AgentArgument {
    private static final Pattern OWN =
            Pattern.compile("\"-javaagent:[^\"]*hazardmap-agent[^\"]*\"|-javaagent:\\S*hazardmap-agent\\S*");

    private final Path jar;
    private final Map<String, String> options = new LinkedHashMap<>();

    AgentArgument(Path jar) {
        this.jar = jar;
    }

    AgentArgument with(String option, @Nullable Object value) {
        if (value != null) {
            options.put(option, value.toString());
        }
        return this;
    }

    /** Before whatever the property holds; an argument of ours that it holds already (a second execution) goes. */
    String before(@Nullable String line) {
        String rest = line == null ? "" : OWN.matcher(line).replaceAll("");
        String trimmed = rest.strip();
        return trimmed.isEmpty() ? toString() : this + " " + trimmed;
    }

    /** Quoted where surefire, which splits the line at spaces, would cut it. */
    @Override
    public String toString() {
        String values = options.entrySet().stream()
                .map(option -> option.getKey() + "=" + encoded(option.getValue()))
                .collect(Collectors.joining(","));
        String argument = "-javaagent:" + jar + "=" + values;
        return argument.contains(" ") ? "\"" + argument + "\"" : argument;
    }

    /** As the agent's options want it: commas, percent signs and what a command line would cut. */
    private static String encoded(String value) {
        StringBuilder text = new StringBuilder();
        for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xFF);
            if (c == ',' || c == '%' || c <= ' ' || c == '"' || c == '\'' || c > '~') {
                text.append(String.format("%%%02X", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
