package dev.hazardmap.benchmarks.race.workload;

import dev.hazardmap.benchmarks.race.workload.HashMapLoop.Guard;
import java.util.HashMap;
import java.util.concurrent.ConcurrentHashMap;

/** The workloads by name. A JVM makes one only, so that no other has shaped its code. */
final class Workloads {
    private Workloads() {}

    static Workload create(String name, Team team) {
        return switch (name) {
            case "hashmap" -> new HashMapLoop(new HashMap<>(), Guard.NONE);
            case "locked" -> new HashMapLoop(new HashMap<>(), Guard.LOCK);
            case "synchronized" -> new HashMapLoop(new HashMap<>(), Guard.MONITOR);
            case "chm" -> new HashMapLoop(new ConcurrentHashMap<>(), Guard.NONE);
            case "json" -> new JsonParse();
            case "words" -> new WordCount();
            case "h2" -> new H2Transactions(team);
            case "lucene" -> new LuceneSearch();
            case "caffeine" -> new CaffeineCache(team);
            case "http" -> new HttpLoopback(team);
            case "sor" -> new SorKernel(team);
            case "sparse" -> new SparseKernel(team);
            case "crypt" -> new CryptKernel(team);
            case "series" -> new SeriesKernel(team);
            case "lu" -> new LuKernel(team);
            case "chase" -> new PointerChase();
            case "objects" -> new SmallObjects();
            case "multiply" -> new MatrixMultiply();
            case "go-maploop" -> new GoMapLoop();
            case "go-strmap" -> new GoStrMap();
            case "go-syncmap" -> new GoSyncMap(team);
            case "go-mutex" -> new GoMutex(team);
            case "go-channel" -> new GoChannel(team);
            case "go-matrix" -> new GoMatrix(team);
            case "go-list" -> new GoList();
            case "go-alloc" -> new GoAlloc(team);
            default -> throw new IllegalArgumentException("unknown workload '" + name + "'");
        };
    }
}
