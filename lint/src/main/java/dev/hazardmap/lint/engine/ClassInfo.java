package dev.hazardmap.lint.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** A class under analysis: what the index pass keeps of it. */
public final class ClassInfo {
    private final String name;
    private final int access;
    private final String superName;
    private final List<String> interfaces;
    private final byte[] bytes;
    private final Map<String, MethodInfo> methods = new LinkedHashMap<>();
    private final Map<String, FieldInfo> fields = new LinkedHashMap<>();
    private final Set<String> annotations = new TreeSet<>();
    private final List<String> suppressed = new ArrayList<>();
    private String origin = "";
    private String sourceFile;
    private boolean accessOrder;

    ClassInfo(String name, int access, @Nullable String superName, List<String> interfaces, byte[] bytes) {
        this.name = name;
        this.access = access;
        this.superName = superName == null ? "java/lang/Object" : superName;
        this.interfaces = List.copyOf(interfaces);
        this.bytes = bytes;
        String simple = name.substring(name.lastIndexOf('/') + 1);
        int dollar = simple.indexOf('$', 1);
        this.sourceFile = (dollar < 0 ? simple : simple.substring(0, dollar)) + ".java";
    }

    /** Internal name. */
    public String name() {
        return name;
    }

    /** As in a stack trace. */
    public String dotted() {
        return Names.dotted(name);
    }

    /** Internal name of the superclass. */
    public String superName() {
        return superName;
    }

    /** Internal names of the direct interfaces. */
    public List<String> interfaces() {
        return interfaces;
    }

    List<String> parents() {
        List<String> parents = new ArrayList<>(interfaces);
        parents.add(superName);
        return parents;
    }

    /** Name of the source file, without a folder. */
    public String sourceFile() {
        return sourceFile;
    }

    void sourceFile(@Nullable String file) {
        if (file != null) {
            sourceFile = file;
        }
    }

    /** The jar or directory it came from. */
    public String origin() {
        return origin;
    }

    void origin(String from) {
        origin = from;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Descriptors of the class's annotations. */
    public Set<String> annotations() {
        return annotations;
    }

    void suppress(List<String> ids) {
        suppressed.addAll(ids);
    }

    /** Rule ids and groups suppressed on the class. */
    public List<String> suppressed() {
        return suppressed;
    }

    /** Whether it extends LinkedHashMap and asks for access order. */
    boolean accessOrder() {
        return accessOrder;
    }

    void markAccessOrder() {
        accessOrder = true;
    }

    /** The methods in file order. */
    public Iterable<MethodInfo> methods() {
        return methods.values();
    }

    /** The fields in file order. */
    public Iterable<FieldInfo> fields() {
        return fields.values();
    }

    @Nullable
    MethodInfo method(String methodName, String desc) {
        return methods.get(methodName + desc);
    }

    /** A method by name and descriptor, when it is declared here. */
    public boolean declares(String methodName, String desc) {
        return methods.containsKey(methodName + desc);
    }

    @Nullable
    FieldInfo field(String fieldName) {
        return fields.get(fieldName);
    }

    void add(MethodInfo method) {
        methods.put(method.name() + method.desc(), method);
    }

    void add(FieldInfo field) {
        fields.put(field.key().name(), field);
    }

    /** Whether it is an interface. */
    public boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    /** Whether it is public. */
    public boolean isPublic() {
        return (access & Opcodes.ACC_PUBLIC) != 0;
    }

    /** Name of the top-level class it is in. */
    public String outermost() {
        int dollar = name.indexOf('$', name.lastIndexOf('/') + 2);
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    /** Whether it has no name in the source. */
    boolean isAnonymous() {
        int dollar = name.lastIndexOf('$');
        return dollar > 0
                && dollar + 1 < name.length()
                && Character.isDigit(name.charAt(name.length() - 1))
                && name.substring(dollar + 1).chars().allMatch(Character::isDigit);
    }

    boolean isFinal() {
        return (access & (Opcodes.ACC_FINAL | Opcodes.ACC_ENUM)) != 0;
    }
}
