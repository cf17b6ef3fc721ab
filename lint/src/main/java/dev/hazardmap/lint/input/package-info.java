/** Finds class files in directories, jars, fat jars and wars, and says once what it could not read. */
@NullMarked
package dev.hazardmap.lint.input;

import org.jspecify.annotations.NullMarked;
