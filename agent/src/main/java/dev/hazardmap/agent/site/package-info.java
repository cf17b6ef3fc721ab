/** The places of the application that instrumented code names by number. */
@NullMarked
package dev.hazardmap.agent.site;

import org.jspecify.annotations.NullMarked;
