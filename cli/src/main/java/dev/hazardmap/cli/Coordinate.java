package dev.hazardmap.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Maven coordinate as jbang writes it: {@code group:artifact:version[:classifier][@type]}. */
record Coordinate(String group, String artifact, String version, String classifier, String type) {
    private static final Pattern FORM =
            Pattern.compile("(?<group>[\\w.\\-]+):(?<artifact>[\\w.\\-]+):(?<version>[\\w.+\\-]+)"
                    + "(?::(?<classifier>[\\w.\\-]+))?(?:@(?<type>[\\w.\\-]+))?");
    private static final Pattern DIRECTIVE = Pattern.compile("^//DEPS\\s+(?<list>.*)$");

    static Coordinate parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new InputError("//DEPS " + text + ": not of the form group:artifact:version[:classifier][@type]");
        }
        return new Coordinate(
                form.group("group"),
                form.group("artifact"),
                form.group("version"),
                form.group("classifier") == null ? "" : form.group("classifier"),
                form.group("type") == null ? "jar" : form.group("type"));
    }

    /** All coordinates of a source file's {@code //DEPS} lines, in order; several may stand on one line. */
    static List<Coordinate> in(List<String> sourceLines) {
        List<Coordinate> found = new ArrayList<>();
        for (String line : sourceLines) {
            Matcher directive = DIRECTIVE.matcher(line);
            if (directive.matches()) {
                String list = directive.group("list").replaceFirst("\\s//.*$", "");
                for (String text : list.trim().split("[\\s,;]+")) {
                    if (!text.isEmpty()) {
                        found.add(parse(text));
                    }
                }
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version + (classifier.isEmpty() ? "" : ":" + classifier)
                + (type.equals("jar") ? "" : "@" + type);
    }

    /** As a {@code <dependency>} of a pom; the form's characters need no escaping. */
    String toXml() {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId><version>"
                + version
                + "</version><type>" + type + "</type>"
                + (classifier.isEmpty() ? "" : "<classifier>" + classifier + "</classifier>") + "</dependency>";
    }
}
