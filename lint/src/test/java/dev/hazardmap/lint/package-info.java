/** Tests: the corpus of twins, the writers, the inputs. */
@org.jspecify.annotations.NullMarked
package dev.hazardmap.lint;
