package dev.hazardmap.benchmarks.maps.loop;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hazardmap.maps.ConcurrentSwissMap;
import dev.hazardmap.maps.GoMap;
import dev.hazardmap.maps.MutexMap;
import dev.hazardmap.maps.RwLockMap;
import dev.hazardmap.maps.ShardedMap;
import dev.hazardmap.maps.SnapshotMap;
import dev.hazardmap.maps.SwissMap;
import it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.collections.Object2ObjectHashMap;
import org.eclipse.collections.impl.map.mutable.UnifiedMap;
import org.jctools.maps.NonBlockingHashMap;
import scala.collection.concurrent.TrieMap;
import scala.jdk.javaapi.CollectionConverters;

/** The maps by name, empty and without an expected size. */
final class MapKinds {
    private MapKinds() {}

    static Map<Object, Object> make(String name) {
        return switch (name) {
            case "HashMap" -> new HashMap<>();
            case "ConcurrentHashMap" -> new ConcurrentHashMap<>();
            case "synchronizedMap" -> Collections.synchronizedMap(new HashMap<>());
            case "StampedLock+HashMap" -> new StampedLockMap();
            case "NonBlockingHashMap" -> new NonBlockingHashMap<>();
            case "Eclipse ConcurrentHashMap" ->
                new org.eclipse.collections.impl.map.mutable.ConcurrentHashMap<Object, Object>();
            case "Eclipse UnifiedMap" -> new UnifiedMap<>();
            case "scala TrieMap" -> CollectionConverters.asJava(new TrieMap<Object, Object>());
            case "fastutil" -> new Object2ObjectOpenHashMap<>();
            case "Agrona" -> new Object2ObjectHashMap<>();
            case "Caffeine" -> Caffeine.newBuilder().build().asMap();
            default -> own(name);
        };
    }

    private static Map<Object, Object> own(String name) {
        return switch (name) {
            case "SwissMap" -> new SwissMap<>();
            case "GoMap" -> new GoMap<>();
            case "ConcurrentSwissMap" -> new ConcurrentSwissMap<>();
            case "MutexMap" -> new MutexMap<>();
            case "RwLockMap" -> new RwLockMap<>();
            case "ShardedMap" -> new ShardedMap<>();
            case "SnapshotMap" -> new SnapshotMap<>();
            default -> throw new IllegalArgumentException("no such map: " + name);
        };
    }
}
