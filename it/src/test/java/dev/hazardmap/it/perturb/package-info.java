/** What {@code --perturb} is for: races that most runs hide. */
@NullMarked
package dev.hazardmap.it.perturb;

import org.jspecify.annotations.NullMarked;
