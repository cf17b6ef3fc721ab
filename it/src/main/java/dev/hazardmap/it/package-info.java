/**
 * Tests that start JVMs with the real agent and the real command, as a user does, and tests of the shape of the code
 * base: which module may depend on which, what the agent jar may hold.
 */
@NullMarked
package dev.hazardmap.it;

import org.jspecify.annotations.NullMarked;
