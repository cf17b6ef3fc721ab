package dev.hazardmap.lint.engine;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Which promises a container may make, followed back through fields, parameters and other containers to its allocations. */
public final class Kinds {
    private final Program program;
    private final KindFlows flows;
    private final Map<FieldKey, Set<Kind>> fields = new HashMap<>();
    private final Map<KindFlows.Source, Set<Kind>> known = new HashMap<>();

    Kinds(Program program, KindFlows flows) {
        this.program = program;
        this.flows = flows;
    }

    /** The kinds of the container at {@code path} in {@code method}; UNKNOWN among them when some origin is out of sight. */
    public Set<Kind> of(MethodInfo method, Sym path) {
        Set<Kind> found = known.get(new KindFlows.Source(method, path));
        if (found == null) {
            found = resolve(method, path, new HashSet<>());
            known.put(new KindFlows.Source(method, path), found);
        }
        return found;
    }

    /** The kinds of what the field holds. */
    public Set<Kind> of(FieldKey key) {
        Set<Kind> known = fields.get(key);
        if (known == null) {
            known = field(key, new HashSet<>());
            fields.put(key, known);
        }
        return known;
    }

    /** Whether an argument is, in some call, more than a local object of the caller. */
    public boolean passedFromShared(MethodInfo method, int index) {
        return passedFromShared(method, index, 0);
    }

    private boolean passedFromShared(MethodInfo method, int index, int depth) {
        List<KindFlows.Source> sources = flows.paramSources(method, index);
        return sources.isEmpty()
                || depth > 4
                || sources.stream().anyMatch(source -> {
                    Sym sym = source.sym().container();
                    return sym instanceof Sym.Param param
                            ? passedFromShared(source.method(), param.index(), depth + 1)
                            : !(sym instanceof Sym.Fresh || sym instanceof Sym.Result);
                });
    }

    /** The classes of the containers assigned to the field, as far as they are plain to see. */
    public Set<String> classes(FieldKey key) {
        Set<String> found = new TreeSet<>();
        for (KindFlows.Source source : flows.fieldSources(key)) {
            if (source.sym().container() instanceof Sym.Fresh fresh) {
                found.add(fresh.type());
            }
        }
        return found;
    }

    private Set<Kind> resolve(MethodInfo method, Sym sym, Set<Object> busy) {
        Sym at = sym.container();
        if (at instanceof Sym.Fresh fresh) {
            return EnumSet.of(fresh.kind());
        } else if (at instanceof Sym.Field field) {
            return field(field.key(), busy);
        } else if (at instanceof Sym.Static field) {
            return field(field.key(), busy);
        } else if (at instanceof Sym.Result result) {
            return EnumSet.of(program.types().kind(result.type()));
        } else if (at instanceof Sym.Param param) {
            return param(method, param.index(), busy);
        }
        return at instanceof Sym.Elem elem ? element(elem, busy) : EnumSet.of(Kind.UNKNOWN);
    }

    private Set<Kind> field(FieldKey key, Set<Object> busy) {
        if (busy.contains(key)) {
            return EnumSet.noneOf(Kind.class); // counted where it was met first
        }
        Kind declared = program.types().kind(Names.typeOf(key.desc()));
        if (declared == Kind.CONCURRENT
                || declared == Kind.IMMUTABLE
                || declared == Kind.COPY_ON_WRITE
                || declared == Kind.SYNCHRONIZED
                || declared == Kind.LEGACY) {
            return EnumSet.of(declared);
        }
        return refine(sources(flows.fieldSources(key), key, busy), declared);
    }

    private static Set<Kind> refine(Set<Kind> found, Kind declared) {
        if (declared.unsafe() && found.remove(Kind.UNKNOWN) || found.isEmpty()) {
            found.add(declared == Kind.OTHER ? Kind.UNKNOWN : declared);
        }
        return found;
    }

    private Set<Kind> param(MethodInfo method, int index, Set<Object> busy) {
        if (busy.contains(new KindFlows.Slot(method, index))) {
            return EnumSet.noneOf(Kind.class);
        }
        if (index == 0 && !method.isStatic()) {
            return EnumSet.of(program.types().kind(method.owner().name()));
        }
        Kind declared = declared(method, index);
        if (declared == Kind.CONCURRENT || declared == Kind.IMMUTABLE || declared == Kind.COPY_ON_WRITE) {
            return EnumSet.of(declared);
        }
        return refine(sources(flows.paramSources(method, index), new KindFlows.Slot(method, index), busy), declared);
    }

    private Kind declared(MethodInfo method, int index) {
        Type[] types = Type.getArgumentTypes(method.desc());
        int arg = index - method.firstArgument();
        return arg >= 0 && arg < types.length && types[arg].getSort() == Type.OBJECT
                ? program.types().kind(types[arg].getInternalName())
                : Kind.UNKNOWN;
    }

    private Set<Kind> element(Sym.Elem elem, Set<Object> busy) {
        if (busy.contains(elem)) {
            return EnumSet.noneOf(Kind.class);
        }
        Set<Kind> found = sources(flows.elementSources(elem.base()), elem, busy);
        FieldKey holder =
                elem.base() instanceof Sym.Field f ? f.key() : elem.base() instanceof Sym.Static s ? s.key() : null;
        if (holder != null) {
            for (KindFlows.Source source : flows.fieldSources(holder)) {
                found.addAll(sources(flows.elementSources(source.sym()), source, busy));
            }
        }
        Kind declared = elementType(elem.base());
        if (declared != Kind.UNKNOWN && declared != Kind.OTHER) {
            found.remove(Kind.UNKNOWN);
            found.add(declared);
        }
        if (found.isEmpty()) {
            found.add(Kind.UNKNOWN);
        }
        return found;
    }

    /** The promise of the value type in {@code Map<K, ConcurrentHashMap<A, B>>}. */
    private Kind elementType(Sym base) {
        FieldKey key = base instanceof Sym.Field f ? f.key() : base instanceof Sym.Static s ? s.key() : null;
        FieldInfo info = key == null ? null : program.field(key);
        @Nullable
        String type = info == null || info.signature() == null ? null : Generics.lastArgument(info.signature());
        return type == null ? Kind.UNKNOWN : program.types().kind(type);
    }

    private Set<Kind> sources(List<KindFlows.Source> sources, Object node, Set<Object> busy) {
        Set<Kind> found = EnumSet.noneOf(Kind.class);
        if (!busy.add(node)) {
            return found;
        }
        for (KindFlows.Source source : sources) {
            found.addAll(resolve(source.method(), source.sym(), busy));
        }
        found.remove(Kind.OTHER);
        return found;
    }
}
