/** What the user gets to read of a race: text on standard error, JSON in a file. */
@NullMarked
package dev.hazardmap.agent.report;

import org.jspecify.annotations.NullMarked;
