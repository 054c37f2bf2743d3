package kanhe.desk.translating;

import java.util.List;
import java.util.Map;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Type;

/** Writes annotations, and what platform annotations say of a class's nesting. */
final class Notes {
    /** Opens the visitor of an annotation by type, visible at run time or not. */
    interface Opening {
        AnnotationVisitor open(String type, boolean visible);
    }

    private Notes() {}

    static void write(List<Annotations.Item> items, Opening opening) {
        for (Annotations.Item item : items) {
            if (item.visibility() == 1) {
                elements(opening.open(item.note().type(), true), item.note());
            }
        }
    }

    private static void elements(AnnotationVisitor visitor, Values.Note note) {
        note.elements().forEach((name, value) -> value(visitor, name, value));
        visitor.visitEnd();
    }

    static void value(AnnotationVisitor visitor, String name, Object value) {
        if (value instanceof Values.EnumValue constant) {
            visitor.visitEnum(name, constant.field().type(), constant.field().name());
        } else if (value instanceof Values.Note note) {
            elements(visitor.visitAnnotation(name, note.type()), note);
        } else if (value instanceof List<?> many) {
            AnnotationVisitor array = visitor.visitArray(name);
            many.forEach(one -> value(array, null, one));
            array.visitEnd();
        } else if (value instanceof Number || value instanceof String || value instanceof Boolean || value instanceof Character
                || value instanceof Type) {
            visitor.visit(name, value);
        }
    }

    /** Where a class stands in another, for reflection: simple names, anonymous classes, members. */
    static void nesting(DexClass one, List<Annotations.Item> items, Map<String, DexClass> all, Hierarchy hierarchy, ClassVisitor into) {
        Map<String, Object> method = Annotations.platform(items, "EnclosingMethod");
        Map<String, Object> outer = Annotations.platform(items, "EnclosingClass");
        if (method != null && method.get("value") instanceof Values.MethodValue value) {
            into.visitOuterClass(Names.internal(value.method().owner()), value.method().name(), value.method().proto().text());
        } else if (outer != null && outer.get("value") instanceof Type type && !isMember(items)) {
            into.visitOuterClass(type.getInternalName(), null, null);
        }
        self(one.name, items, into);
        Map<String, Object> members = Annotations.platform(items, "MemberClasses");
        if (members != null && members.get("value") instanceof List<?> types) {
            for (Object member : types) {
                DexClass inner = member instanceof Type type ? all.get(type.getInternalName()) : null;
                if (inner != null && inner != one) {
                    self(inner.name, inner.annotations.ofClass(hierarchy), into);
                }
            }
        }
    }

    private static boolean isMember(List<Annotations.Item> items) {
        Map<String, Object> inner = Annotations.platform(items, "InnerClass");
        return inner != null && inner.get("name") instanceof String;
    }

    private static void self(String name, List<Annotations.Item> items, ClassVisitor into) {
        Map<String, Object> inner = Annotations.platform(items, "InnerClass");
        if (inner == null) {
            return;
        }
        Map<String, Object> outer = Annotations.platform(items, "EnclosingClass");
        boolean member = outer != null && outer.get("value") instanceof Type && isMember(items);
        int access = inner.get("accessFlags") instanceof Integer flags ? Flags.ofNested(flags) : 0;
        into.visitInnerClass(name, member ? ((Type) outer.get("value")).getInternalName() : null,
                inner.get("name") instanceof String text ? text : null, access);
    }
}
