package dev.hazardmap.benchmarks.race;

import dev.hazardmap.benchmarks.race.StartUpResult.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes the samples of a row in the order A B C A B C, so that a change in the machine's mood meets all three alike. */
final class Series {
    private static final String WORKLOADS = "dev.hazardmap.benchmarks.race.workload.";
    private static final Path OWN_STAT = Path.of("/proc/self/stat");
    private final Jvm jvm;
    private final Effort effort;

    Series(Jvm jvm, Effort effort) {
        this.jvm = jvm;
        this.effort = effort;
    }

    RowResult row(Row row) throws IOException, InterruptedException {
        List<Sample> plain = new ArrayList<>();
        List<Sample> agent = new ArrayList<>();
        List<Sample> control = new ArrayList<>();
        for (int i = 0; i < effort.pairs(); i++) {
            plain.add(sample(row, false));
            agent.add(sample(row, true));
            control.add(sample(row, false));
        }
        return new RowResult(row, plain, agent, control);
    }

    private Sample sample(Row row, boolean withAgent) throws IOException, InterruptedException {
        Jvm.Output output = jvm.run(
                withAgent,
                row.groups().contains(Group.APPLICATION),
                WORKLOADS + "Measure",
                row.workload(),
                row.form().label(),
                Long.toString(effort.warmMs()),
                Long.toString(effort.measureMs()),
                Long.toString(effort.mostMs()));
        return output.text()
                .lines()
                .filter(line -> line.startsWith("RESULT "))
                .map(line -> Sample.parse(line, output.races()))
                .findFirst()
                .orElseThrow(() -> new IOException(row.name() + " printed no result: " + output.text()));
    }

    StartUpResult startUp(int starts) throws IOException, InterruptedException {
        hello(false);
        hello(true);
        List<Time> plain = new ArrayList<>();
        List<Time> agent = new ArrayList<>();
        List<Time> control = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            plain.add(hello(false));
            agent.add(hello(true));
            control.add(hello(false));
        }
        return new StartUpResult(plain, agent, control);
    }

    private Time hello(boolean withAgent) throws IOException, InterruptedException {
        double cpu = childrenCpuMs();
        long start = System.nanoTime();
        jvm.run(withAgent, false, WORKLOADS + "Hello");
        double wall = (System.nanoTime() - start) / 1e6;
        return new Time(wall, childrenCpuMs() - cpu);
    }

    /** CPU time of all ended children, fields 16 and 17 of proc(5) stat in ticks of 10 ms; 0 where there is no proc. */
    private static double childrenCpuMs() throws IOException {
        if (!Files.isReadable(OWN_STAT)) {
            return 0;
        }
        String stat = Files.readString(OWN_STAT);
        String[] fromThird = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return 10.0 * (Long.parseLong(fromThird[13]) + Long.parseLong(fromThird[14]));
    }
}
