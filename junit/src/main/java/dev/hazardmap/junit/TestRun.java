package dev.hazardmap.junit;

/**
 * A test, one invocation of it.
 *
 * @param id JUnit's unique id
 * @param className the test class
 * @param method the test method
 */
record TestRun(String id, String className, String method) {}
