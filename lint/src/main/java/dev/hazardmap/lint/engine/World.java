package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The analysed program: what the rules ask. */
public final class World {
    private final Program program;
    private final Kinds kinds;
    private final Roots roots;
    private final List<Cell> cells;
    private final Map<FieldKey, List<Cell>> byField = new HashMap<>();
    private final Aliases aliases;
    private final List<String> problems;
    private final List<MethodFacts> facts = new ArrayList<>();

    World(Program program, KindFlows flows, List<String> problems) {
        this.program = program;
        this.kinds = new Kinds(program, flows);
        this.roots = new Roots(program);
        this.problems = List.copyOf(problems);
        for (ClassInfo info : program.classes()) {
            for (MethodInfo method : info.methods()) {
                MethodFacts known = method.facts();
                if (known != null) {
                    facts.add(known);
                }
            }
        }
        this.aliases = new Aliases(program);
        this.cells = new Cells(program, aliases, kinds, roots).collect(facts);
        cells.forEach(cell ->
                byField.computeIfAbsent(cell.key(), key -> new ArrayList<>()).add(cell));
    }

    /** The classes. */
    public Program program() {
        return program;
    }

    /** Kinds of containers. */
    public Kinds kinds() {
        return kinds;
    }

    /** Which code many threads run. */
    public Roots roots() {
        return roots;
    }

    /** Facts of every analysed method. */
    public List<MethodFacts> facts() {
        return facts;
    }

    /** Containers in fields, with all their uses. */
    public List<Cell> cells() {
        return cells;
    }

    /** The cell of what is in the field, or of what its containers hold ({@code nesting} 1), when it is used anywhere. */
    public Optional<Cell> cell(FieldKey key, int nesting) {
        return byField.getOrDefault(key, List.of()).stream()
                .filter(cell -> !cell.reference() && cell.nesting() == nesting)
                .findFirst();
    }

    /** The path with aliases of fields replaced. */
    public Sym normal(Sym path) {
        return aliases.normal(path);
    }

    /** The lock with aliases of fields replaced. */
    public Lock normal(Lock lock) {
        return aliases.normal(lock);
    }

    /** What could not be analysed, one line each. */
    public List<String> problems() {
        return problems;
    }
}
