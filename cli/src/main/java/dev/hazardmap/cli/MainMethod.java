package dev.hazardmap.cli;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Which methods start a program: JLS 12.1.4, in the form of the running Java version. */
final class MainMethod {
    /** From this version on {@code main} need be neither public nor static nor take arguments (JEP 512). */
    private static final int FLEXIBLE = 25;

    private MainMethod() {}

    /** Whether the class declares or inherits one. */
    static boolean isDeclaredBy(TypeElement type, Elements elements) {
        boolean flexible = Runtime.version().feature() >= FLEXIBLE;
        return ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
                .filter(method -> method.getSimpleName().contentEquals("main"))
                .anyMatch(flexible ? MainMethod::startsFlexibly : MainMethod::startsClassically);
    }

    private static boolean startsClassically(ExecutableElement method) {
        return method.getModifiers().containsAll(Set.of(Modifier.PUBLIC, Modifier.STATIC))
                && isVoid(method)
                && takesStrings(method);
    }

    private static boolean startsFlexibly(ExecutableElement method) {
        return !method.getModifiers().contains(Modifier.PRIVATE)
                && isVoid(method)
                && (method.getParameters().isEmpty() || takesStrings(method));
    }

    private static boolean isVoid(ExecutableElement method) {
        return method.getReturnType().getKind() == TypeKind.VOID;
    }

    private static boolean takesStrings(ExecutableElement method) {
        List<? extends VariableElement> parameters = method.getParameters();
        return parameters.size() == 1
                && parameters.get(0).asType() instanceof ArrayType array
                && array.getComponentType().toString().equals("java.lang.String");
    }
}
