package dev.hazardmap.observe;

/** One hook on one map, with the recorder that its sink made for the map. */
record HookBinding(ActiveHook hook, MapRecorder recorder) {}
