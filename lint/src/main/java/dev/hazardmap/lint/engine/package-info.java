/**
 * The bytecode engine: a compositional summary per method.
 *
 * <p>A method is analysed once, after its callees. Its {@link dev.hazardmap.lint.engine.Summary} says which containers it touches (as access
 * paths from its parameters and static fields), how (effect), under which locks (path and mode), in which task, and what it returns, stores,
 * acquires and releases. A caller substitutes its own values for the parameters. Rules read the {@link
 * dev.hazardmap.lint.engine.MethodFacts} that remain; nothing here knows a rule.
 */
@NullMarked
package dev.hazardmap.lint.engine;

import org.jspecify.annotations.NullMarked;
