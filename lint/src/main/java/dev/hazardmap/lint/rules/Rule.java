package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.Group;

/** A rule: an id, a group, and a check over the evidence. Stateless. */
interface Rule {
    /** The id users see and suppress by. */
    String id();

    /** The group, the second part of the id. */
    default Group group() {
        return Group.valueOf(id().split("-", -1)[1]);
    }

    /** Reports every instance to {@code out}. */
    void check(Evidence evidence, Reporter out);
}
