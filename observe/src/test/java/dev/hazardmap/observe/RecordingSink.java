package dev.hazardmap.observe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what it is told. */
final class RecordingSink implements MapSink {
    record Operation(String map, MapOperation operation, long keyHash, long durationNanos, int weight) {}

    final List<Operation> operations = Collections.synchronizedList(new ArrayList<>());
    final List<Iteration> started = Collections.synchronizedList(new ArrayList<>());
    final List<Iteration> ended = Collections.synchronizedList(new ArrayList<>());
    final List<String> released = Collections.synchronizedList(new ArrayList<>());

    @Override
    public MapRecorder recorderFor(ObservedMap map) {
        return new MapRecorder() {
            @Override
            public void operation(MapOperation op, long keyHash, long startNanos, long durationNanos, int weight) {
                operations.add(new Operation(map.name(), op, keyHash, durationNanos, weight));
            }

            @Override
            public void iterationStarted(Iteration iteration) {
                started.add(iteration);
            }

            @Override
            public void iterationEnded(Iteration iteration) {
                ended.add(iteration);
            }
        };
    }

    @Override
    public void release(ObservedMap map) {
        released.add(map.name());
    }

    List<MapOperation> kinds() {
        return operations.stream().map(Operation::operation).toList();
    }
}
