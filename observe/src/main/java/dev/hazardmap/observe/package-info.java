/**
 * Watches maps while they work: {@link dev.hazardmap.observe.TracedMap} wraps any map, hooks registered at run time see its
 * operations and iterations, sinks turn them into metrics, spans and trace events. This package needs the JDK alone; its
 * subpackages each need one library that their users have anyway.
 */
@NullMarked
package dev.hazardmap.observe;

import org.jspecify.annotations.NullMarked;
