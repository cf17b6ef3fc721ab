/**
 * What every metrics library shows of maps, and how many series that may be: maps with one name share a {@link
 * dev.hazardmap.observe.meter.MapMeter}, and names beyond a limit share one.
 */
@NullMarked
package dev.hazardmap.observe.meter;

import org.jspecify.annotations.NullMarked;
