package dev.hazardmap.observe.otel;

import io.opentelemetry.api.common.AttributeKey;

/** Attribute names. The namespace is our own: there is no semantic convention for maps in a process. */
final class SpanAttributes {
    static final AttributeKey<String> NAME = AttributeKey.stringKey("hazardmap.map.name");
    static final AttributeKey<String> TYPE = AttributeKey.stringKey("hazardmap.map.type");
    static final AttributeKey<Long> SIZE = AttributeKey.longKey("hazardmap.map.size");
    static final AttributeKey<Long> ENTRIES = AttributeKey.longKey("hazardmap.iteration.entries");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("hazardmap.iteration.outcome");
    static final AttributeKey<Long> ALLOCATED = AttributeKey.longKey("hazardmap.iteration.allocated_bytes");
    static final AttributeKey<String> KEY_HASH = AttributeKey.stringKey("hazardmap.key.hash");
    static final AttributeKey<Long> WEIGHT = AttributeKey.longKey("hazardmap.sample.weight");

    /** Semantic convention. */
    static final AttributeKey<String> THREAD_NAME = AttributeKey.stringKey("thread.name");

    /** Semantic convention. */
    static final AttributeKey<Long> THREAD_ID = AttributeKey.longKey("thread.id");

    private SpanAttributes() {}
}
