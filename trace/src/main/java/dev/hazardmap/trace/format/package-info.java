/**
 * The trace file format: one table of events, the writer, the reader. {@code trace/README.md} is its specification.
 *
 * <p>A file is a header, chunks and an index. Each chunk can be read on its own: it has the rows of some threads in
 * columns, and the names of everything these rows speak of. Classes here know bytes and rows, not where rows come from.
 */
@NullMarked
package dev.hazardmap.trace.format;

import org.jspecify.annotations.NullMarked;
