package dev.hazardmap.it.corpus;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Cases that share one JVM under the agent. Each has objects of its own, and what one leaves behind orders nothing in
 * the next, so that a report is attributed by the case's method on its stacks.
 *
 * @param agent the agent's jar, or null to run without one
 * @param reversed whether cases that have no order of their own run the other way round
 */
record Batch(Jdk jdk, Path agent, Mode mode, boolean reversed, List<Case> cases) {
    private static final int MAX_CASES = 160;
    private static final int PATIENCE_SECONDS = 120;

    /** What a JVM left: reports, failures of cases by id, what went wrong with the JVM itself. */
    record Outcome(List<RaceReport> reports, Map<String, String> failures, List<String> trouble) {}

    /** Groups the cases by the options they need. */
    static List<Batch> plan(Jdk jdk, Path agent, Mode mode, boolean reversed, List<Case> cases) {
        Map<String, List<Case>> groups = new LinkedHashMap<>();
        for (Case c : cases) {
            if (mode.covers(c.corpus().value()) && jdk.feature() >= c.corpus().since()) {
                String options = c.corpus().agent() + '|' + c.corpus().jvm();
                groups.computeIfAbsent(options, k -> new ArrayList<>()).add(c);
            }
        }
        List<Batch> batches = new ArrayList<>();
        for (List<Case> group : groups.values()) {
            for (int from = 0; from < group.size(); from += MAX_CASES) {
                List<Case> part = group.subList(from, Math.min(group.size(), from + MAX_CASES));
                batches.add(new Batch(jdk, agent, mode, reversed, part));
            }
        }
        return batches;
    }

    Outcome run(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        try (Stream<Path> old = Files.list(directory)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        Path names = directory.resolve("cases.txt");
        Path protocol = directory.resolve("protocol.txt");
        Files.write(names, cases.stream().map(Case::id).toList());
        Process jvm = new ProcessBuilder(command(directory, names, protocol))
                .redirectOutput(directory.resolve("stdout.txt").toFile())
                .redirectError(directory.resolve("stderr.txt").toFile())
                .start();
        List<String> trouble = new ArrayList<>();
        if (!jvm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            jvm.destroyForcibly().waitFor();
            trouble.add("JVM killed after " + PATIENCE_SECONDS + " s");
        }
        List<RaceReport> reports = RaceReport.readAll(directory);
        checkExit(jvm.exitValue(), reports, trouble);
        if (Files.size(directory.resolve("stdout.txt")) > 0) {
            trouble.add("output on stdout, see " + directory.resolve("stdout.txt"));
        }
        // The agent's own remarks: that it could not start, or gave something up.
        Files.readAllLines(directory.resolve("stderr.txt")).stream()
                .filter(line -> line.startsWith("hazardmap:"))
                .forEach(trouble::add);
        return new Outcome(reports, readProtocol(protocol), trouble);
    }

    private void checkExit(int exit, List<RaceReport> reports, List<String> trouble) {
        int expected = reports.isEmpty() ? 0 : 66;
        if (exit != expected) {
            trouble.add("exit code " + exit + " with " + reports.size() + " reports, expected " + expected);
        }
    }

    private List<String> command(Path directory, Path names, Path protocol) throws IOException {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
        if (agent != null) {
            String more = cases.get(0).corpus().agent();
            command.add("-javaagent:" + agent + "=mode=" + mode.option() + ",parts=" + directory
                    + (more.isEmpty() ? "" : "," + more));
        }

        command.add("-Xmx256m");
        // Parallel streams and common-pool tasks need a second thread, on a machine with one core too.
        command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=3");
        command.add("-Dcorpus.reversed=" + reversed);
        if (!cases.get(0).corpus().jvm().isEmpty()) {
            command.addAll(List.of(cases.get(0).corpus().jvm().split(" ")));
        }
        String classPath = Catalogue.classes() + File.pathSeparator + ExtraSources.classes();
        command.addAll(List.of("-cp", classPath, CaseRunner.class.getName()));
        command.addAll(List.of(names.toString(), protocol.toString()));
        return command;
    }

    /** Failures by case; a case that began and didn't end, or never began, failed too. */
    private Map<String, String> readProtocol(Path protocol) throws IOException {
        Map<String, String> failures = new HashMap<>();
        cases.forEach(c -> failures.put(c.id(), "never began"));
        for (String line : Files.exists(protocol) ? Files.readAllLines(protocol) : List.<String>of()) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "BEGIN" -> failures.put(words[1], "did not end");
                case "END" -> failures.remove(words[1], "did not end");
                case "FAILED" -> failures.put(words[1], words[2]);
                default -> throw new IOException("unknown line in " + protocol + ": " + line);
            }
        }
        return failures;
    }
}
