/**
 * The changes that the agent makes to class files, one kind of hook a class.
 *
 * <p>Patches work on ASM's tree and keep the stack map frames by hand: computing frames would load classes. A value
 * that a patch needs twice is spilled into a local of its own beyond the method's locals.
 */
@NullMarked
package dev.hazardmap.agent.patch;

import org.jspecify.annotations.NullMarked;
