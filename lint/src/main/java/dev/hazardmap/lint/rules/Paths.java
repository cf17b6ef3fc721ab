package dev.hazardmap.lint.rules;

import dev.hazardmap.lint.engine.MethodInfo;
import dev.hazardmap.lint.engine.Names;
import dev.hazardmap.lint.engine.Sym;
import java.util.Locale;
import org.objectweb.asm.Type;

/** Access paths in words. */
final class Paths {
    private Paths() {}

    static String text(Sym path, MethodInfo method) {
        if (path instanceof Sym.Field field) {
            return field.key().label();
        } else if (path instanceof Sym.Static field) {
            return field.key().label();
        } else if (path instanceof Sym.Elem elem) {
            return text(elem.base(), method) + "[*]";
        } else if (path instanceof Sym.View view) {
            return text(view.base(), method) + "." + view.kind().name().toLowerCase(Locale.ROOT);
        } else if (path instanceof Sym.Param param) {
            boolean self = param.index() == 0 && !method.isStatic();
            return self
                    ? Names.simple(method.owner().name()) + ".this"
                    : "argument " + param.index() + " of " + method.name();
        } else if (path instanceof Sym.Fresh fresh) {
            return Names.simple(fresh.type()) + " made in "
                    + fresh.site().method().name();
        }
        return path instanceof Sym.Const c ? constant(c.value()) : "an object";
    }

    private static String constant(Object value) {
        return value instanceof Type type ? Names.simple(type.getInternalName()) + ".class" : value.toString();
    }
}
