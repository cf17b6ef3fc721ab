package dev.hazardmap.it.corpus.collections;

import static dev.hazardmap.it.corpus.Threads.pair;

import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import dev.hazardmap.it.corpus.Raced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls that no application bytecode makes (method references), and collections that the JDK made. */
@Corpus(Mode.MAPS)
class LambdasAndCollectors {
    @Raced(
            on = ArrayList.class,
            ops = {"add", "add"})
    static void race_methodReferenceToAdd() throws Exception {
        List<String> list = new ArrayList<>();
        Consumer<String> add = list::add;
        pair(() -> add.accept("a"), () -> add.accept("b"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_methodReferencesToPutAndGet() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        BiFunction<String, Integer, Integer> put = map::put;
        Function<String, Integer> get = map::get;
        pair(() -> put.apply("a", 1), () -> get.apply("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_unboundMethodReference() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        BiFunction<Map<String, Integer>, String, Integer> get = Map::get;
        pair(() -> map.put("b", 2), () -> get.apply(map, "a"));
    }

    static void noRace_methodReferencesToReads() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        Function<String, Integer> get = map::get;
        pair(() -> get.apply("a"), () -> get.apply("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_forEachIntoAMap() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        List<String> keys = List.of("a", "b");
        pair(() -> keys.forEach(k -> map.put(k, 1)), () -> map.get("a"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "get"})
    static void race_mapMadeByGroupingBy() throws Exception {
        Map<Integer, List<String>> map = Stream.of("a", "bb").collect(Collectors.groupingBy(String::length));
        pair(() -> map.put(3, List.of()), () -> map.get(1));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"add", "get"})
    static void race_listInsideAMapMadeByGroupingBy() throws Exception {
        Map<Integer, List<String>> map = Stream.of("a", "bb").collect(Collectors.groupingBy(String::length));
        pair(() -> map.get(1).add("c"), () -> map.get(1).get(0));
    }

    static void noRace_twoListsInsideOneMap() throws Exception {
        Map<Integer, List<String>> map = Stream.of("a", "bb").collect(Collectors.groupingBy(String::length));
        pair(() -> map.get(1).add("c"), () -> map.get(2).add("dd"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"remove", "size"})
    static void race_mapMadeByToMap() throws Exception {
        Map<String, Integer> map = Stream.of("a", "bb").collect(Collectors.toMap(s -> s, String::length));
        pair(() -> map.remove("a"), () -> map.size());
    }

    @Raced(
            on = TreeMap.class,
            ops = {"put", "get"})
    static void race_mapMadeByToMapWithASupplier() throws Exception {
        Map<String, Integer> map =
                Stream.of("a", "bb").collect(Collectors.toMap(s -> s, String::length, Integer::sum, TreeMap::new));
        pair(() -> map.put("c", 1), () -> map.get("a"));
    }

    @Raced(
            on = ArrayList.class,
            ops = {"add", "size"})
    static void race_listMadeByCollectorsToList() throws Exception {
        List<String> list = Stream.of("a", "bb").collect(Collectors.toList());
        pair(() -> list.add("c"), () -> list.size());
    }

    static void noRace_listMadeByStreamToListIsImmutable() throws Exception {
        List<String> list = Stream.of("a", "bb").toList();
        pair(() -> list.get(0), () -> list.contains("bb"));
    }

    @Raced(
            on = HashMap.class,
            ops = {"put", "put"})
    static void race_collectIntoASharedMap() throws Exception {
        Map<String, Integer> map = new HashMap<>();
        pair(() -> Stream.of("a").forEach(s -> map.put(s, 1)), () -> Stream.of("b")
                .forEach(s -> map.put(s, 2)));
    }
}
