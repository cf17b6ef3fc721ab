package dev.hazardmap.it.corpus;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** One method of the corpus and its oracle. */
record Case(String owner, String method, Corpus corpus, Raced raced) {
    static Case of(Method method) {
        Class<?> owner = method.getDeclaringClass();
        return new Case(
                owner.getName(),
                method.getName(),
                owner.getAnnotation(Corpus.class),
                method.getAnnotation(Raced.class));
    }

    static boolean isCase(String methodName) {
        return methodName.startsWith("race_") || methodName.startsWith("noRace_");
    }

    boolean racy() {
        return method.startsWith("race_");
    }

    /** As the runner wants it. */
    String id() {
        return owner + '#' + method;
    }

    String shortName() {
        return owner.substring(owner.lastIndexOf('.') + 1) + '.' + method;
    }

    /** Whether a report may say that an object of this type was raced on. */
    boolean expectsType(String type) {
        List<String> expected = new ArrayList<>(List.of(raced.onNamed()));
        for (Class<?> c : raced.on()) {
            expected.add(c.getName());
            expected.add(c.getTypeName());
        }
        return expected.isEmpty() || expected.contains(type);
    }

    /** Whether the two sides are the two expected operations, in either order. */
    boolean expectsOperations(RaceReport report) {
        String[] ops = raced.ops();
        return ops.length == 0
                || (report.current().does(ops[0]) && report.previous().does(ops[1]))
                || (report.current().does(ops[1]) && report.previous().does(ops[0]));
    }
}
