/** Fields, array elements, reflection and bulk operations: what modes fields and full add. */
@NullMarked
package dev.hazardmap.it.corpus.fields;

import org.jspecify.annotations.NullMarked;
