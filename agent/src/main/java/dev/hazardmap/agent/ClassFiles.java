package dev.hazardmap.agent;

import dev.hazardmap.agent.patch.FieldLookup;
import dev.hazardmap.agent.patch.FreezePatch;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/** Fields and code by reading class files as resources: loading a class inside a transformer would lose its own transformation. */
final class ClassFiles implements FieldLookup {
    private static final Map<ClassLoader, Map<String, Fields>> BY_LOADER =
            Collections.synchronizedMap(new WeakHashMap<>());
    private static final Map<String, Fields> OF_BOOT_LOADER = new ConcurrentHashMap<>();
    private static final Fields NONE = new Fields(null, List.of());

    private static final class Fields {
        final @Nullable String superName;
        final List<String> interfaces;
        final Map<String, Integer> access = new HashMap<>();
        /** Whether a constructor lets {@code this} out; null while nobody has asked. */
        @Nullable
        Boolean leaksThis;

        Fields(@Nullable String superName, List<String> interfaces) {
            this.superName = superName;
            this.interfaces = interfaces;
        }

        void put(String name, int flags) {
            if (access.put(name, flags) != null) {
                access.put(name, AMBIGUOUS);
            }
        }
    }

    private final @Nullable ClassLoader loader;
    private final ClassNode current;
    private final boolean canAddFields;
    private final Map<String, Fields> known;

    /**
     * A look-up as seen from {@code current}, whose own fields are at hand.
     *
     * @param canAddFields whether the class can be given fields
     */
    ClassFiles(@Nullable ClassLoader loader, ClassNode current, boolean canAddFields) {
        this.loader = loader;
        this.current = current;
        this.canAddFields = canAddFields;
        this.known = loader == null ? OF_BOOT_LOADER : of(loader);
        Fields own = new Fields(current.superName, current.interfaces);
        for (FieldNode field : current.fields) {
            own.put(field.name, field.access);
        }
        known.put(current.name, own);
    }

    private static Map<String, Fields> of(ClassLoader loader) {
        Map<String, Fields> made = new ConcurrentHashMap<>();
        Map<String, Fields> before = BY_LOADER.putIfAbsent(loader, made);
        return before == null ? made : before;
    }

    @Override
    public int access(String owner, String name) {
        String declaring = find(owner, name);
        return declaring == null ? UNKNOWN : fields(declaring).access.getOrDefault(name, UNKNOWN);
    }

    @Override
    public String declaring(String owner, String name) {
        String declaring = find(owner, name);
        return declaring == null ? owner : declaring;
    }

    @Override
    public boolean canAddFields() {
        return canAddFields;
    }

    @Override
    public boolean leaksThis(String owner) {
        Fields fields = fields(owner);
        if (fields.leaksThis == null) {
            ClassNode type = owner.equals(current.name) ? current : code(owner);
            fields.leaksThis = type != null && FreezePatch.leaksThis(type);
        }
        return fields.leaksThis;
    }

    private @Nullable ClassNode code(String type) {
        try (InputStream in = open(type)) {
            if (in == null) {
                return null;
            }
            ClassNode code = new ClassNode();
            new ClassReader(in.readAllBytes()).accept(code, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return code;
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /** In the order of JVMS 5.4.3.2: the class, its interfaces, its superclass. */
    private @Nullable String find(String owner, String name) {
        String at = owner;
        while (at != null && !at.equals("java/lang/Object")) {
            Fields fields = fields(at);
            if (fields.access.containsKey(name)) {
                return at;
            }
            for (String inherited : fields.interfaces) {
                String found = find(inherited, name);
                if (found != null) {
                    return found;
                }
            }
            at = fields.superName;
        }
        return null;
    }

    private Fields fields(String type) {
        Fields found = known.get(type);
        if (found == null) {
            found = read(type);
            known.put(type, found);
        }
        return found;
    }

    private Fields read(String type) {
        try (InputStream in = open(type)) {
            return in == null ? NONE : parse(in.readAllBytes());
        } catch (IOException | RuntimeException unreadable) {
            return NONE;
        }
    }

    private @Nullable InputStream open(String type) throws IOException {
        String resource = type + ".class";
        return loader == null ? ClassLoader.getSystemResourceAsStream(resource) : loader.getResourceAsStream(resource);
    }

    private static Fields parse(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        Fields fields = new Fields(reader.getSuperName(), List.of(reader.getInterfaces()));
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable FieldVisitor visitField(
                            int access, String name, String descriptor, String signature, Object value) {
                        fields.put(name, access);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return fields;
    }
}
