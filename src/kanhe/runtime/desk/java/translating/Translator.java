package kanhe.desk.translating;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Makes one class file of one class: a method that cannot be translated becomes one that says so when it is called. */
final class Translator {
    private static final int MOST_TRIES = 100;
    private final Map<String, DexClass> all;
    private final Hierarchy hierarchy;
    private final Links links;
    private final Report report;
    private final Budget budget;

    Translator(Map<String, DexClass> all, Hierarchy hierarchy, Links links, Report report, Budget budget) {
        this.all = all;
        this.hierarchy = hierarchy;
        this.links = links;
        this.report = report;
        this.budget = budget;
    }

    /** The class file, or null when even a hollow class is impossible; what failed is in the report. */
    byte[] translate(DexClass one) {
        Map<String, String> broken = new HashMap<>();
        String everything = null;
        byte[] bytes = null;
        for (int tries = 0; bytes == null; tries++) {
            try {
                bytes = write(one, broken, everything);
            } catch (BrokenMethod error) {
                broken.put(error.key, error.getMessage());
                everything = tries > MOST_TRIES ? "too much of its class is damaged" : everything;
            } catch (MethodTooLargeException error) {
                broken.put(error.getMethodName() + error.getDescriptor(), "it is larger than the 64 KiB of a class file's methods");
            } catch (ClassTooLargeException error) {
                if (everything != null) {
                    report.refused(one.name, "it names more than a class file can hold");
                    return null;
                }
                everything = "its class names more than a class file can hold";
            } catch (RuntimeException error) {
                report.refused(one.name, reason(error));
                return null;
            }
        }
        String whole = everything;
        one.methods.forEach(m -> {
            String key = m.ref().name() + m.ref().proto().text();
            String why = isImpossible(one, m) ? "an interface has a constructor" : broken.getOrDefault(key, m.code() == 0 ? null : whole);
            if (why != null) {
                report.failed(one.type + "->" + key, why);
            }
        });
        report.methods(one.methods.size());
        return bytes;
    }

    private static final class BrokenMethod extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient String key;

        BrokenMethod(String key, String why) {
            super(why, null, false, false);
            this.key = key;
        }
    }

    static String reason(RuntimeException error) {
        return error instanceof Untranslatable ? error.getMessage() : "it is damaged";
    }

    private byte[] write(DexClass one, Map<String, String> broken, String everything) {
        List<Annotations.Item> items = one.annotations.ofClass(hierarchy);
        ClassWriter writer = new ClassWriter(0);
        boolean isInterface = (one.access & Opcodes.ACC_INTERFACE) != 0;
        String above = isInterface || one.above == null ? "java/lang/Object" : one.above;
        links.above(above);
        one.interfaces.forEach(links::implemented);
        writer.visit(Opcodes.V1_8, Flags.ofClass(one.access), one.name, Annotations.signature(items), above,
                one.interfaces.toArray(new String[0]));
        if (one.source != null && !one.source.isEmpty() && one.source.length() < 0x4000) {
            writer.visitSource(one.source, null);
        }
        Notes.nesting(one, items, all, hierarchy, writer);
        Notes.write(items, writer::visitAnnotation);
        Map<DexClass.FieldDef, Object> late = fields(one, writer, isInterface);
        Map<String, Object> defaults = defaults(items);
        boolean initialised = false;
        for (DexClass.MethodDef method : one.methods) {
            if (isImpossible(one, method)) {
                continue;
            }
            String key = method.ref().name() + method.ref().proto().text();
            boolean first = method.ref().name().equals("<clinit>");
            initialised |= first;
            method(one, method, writer, first ? late : Map.of(), broken.getOrDefault(key, everything), defaults);
        }
        if (!initialised && !late.isEmpty()) {
            MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
            code.visitCode();
            values(one, late, code);
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(2, 0);
            code.visitEnd();
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static boolean isImpossible(DexClass one, DexClass.MethodDef method) {
        return (one.access & Opcodes.ACC_INTERFACE) != 0 && method.ref().name().equals("<init>");
    }

    private static Map<String, Object> defaults(List<Annotations.Item> items) {
        Map<String, Object> found = Annotations.platform(items, "AnnotationDefault");
        return found != null && found.get("value") instanceof Values.Note note ? note.elements() : Map.of();
    }

    /** Writes the fields; what is left are values that no constant of a class file can be. */
    private Map<DexClass.FieldDef, Object> fields(DexClass one, ClassWriter writer, boolean inInterface) {
        List<Object> values = one.values == 0 ? List.of() : new Values(one.dex, one.dex.at(one.values), hierarchy).array();
        Map<DexClass.FieldDef, Object> late = new HashMap<>();
        for (int k = 0; k < one.statics.size(); k++) {
            DexClass.FieldDef field = one.statics.get(k);
            Object value = k < values.size() ? values.get(k) : null;
            Object constant = field.ref() == null ? null : Constants.of(value, field.ref().type());
            field(one, field, writer, true, inInterface, constant);
            if (field.ref() != null && constant == null && Constants.isLate(value, field.ref().type())) {
                late.put(field, value);
            }
        }
        one.instances.forEach(field -> field(one, field, writer, false, inInterface, null));
        return late;
    }

    private void field(DexClass one, DexClass.FieldDef field, ClassWriter writer, boolean isStatic, boolean inInterface, Object value) {
        if (field.ref() == null) {
            return;
        }
        List<Annotations.Item> items = one.annotations.ofField(field.index(), hierarchy);
        links.type(field.ref().type());
        FieldVisitor visitor = writer.visitField(Flags.ofField(field.access(), isStatic, inInterface), field.ref().name(),
                field.ref().type(), Annotations.signature(items), value);
        Notes.write(items, visitor::visitAnnotation);
        visitor.visitEnd();
    }

    private void method(DexClass one, DexClass.MethodDef method, ClassWriter writer, Map<DexClass.FieldDef, Object> late, String why,
            Map<String, Object> defaults) {
        DexFile.Method ref = method.ref();
        boolean inInterface = (one.access & Opcodes.ACC_INTERFACE) != 0;
        int access = Flags.ofMethod(ref.name(), method.access(), inInterface);
        boolean hasCode = method.code() != 0;
        if (hasCode) {
            access &= ~(Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE);
        }
        List<Annotations.Item> items = one.annotations.ofMethod(method.index(), hierarchy);
        MethodVisitor visitor = writer.visitMethod(access, ref.name(), ref.proto().text(), Annotations.signature(items), thrown(items));
        ref.proto().parameters().forEach(links::type);
        links.type(ref.proto().result());
        Notes.write(items, visitor::visitAnnotation);
        List<List<Annotations.Item>> parameters = one.annotations.ofParameters(method.index(), hierarchy);
        for (int k = 0; k < Math.min(parameters.size(), ref.proto().parameters().size()); k++) {
            int parameter = k;
            Notes.write(parameters.get(k), (type, visible) -> visitor.visitParameterAnnotation(parameter, type, visible));
        }
        if (defaults.containsKey(ref.name())) {
            AnnotationVisitor value = visitor.visitAnnotationDefault();
            Notes.value(value, null, defaults.get(ref.name()));
            value.visitEnd();
        }
        if (why != null && hasCode || !hasCode && (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
            hollow(visitor, one.type + "->" + ref.name() + ref.proto().text(), why == null ? "it has no code" : why);
        } else if (hasCode) {
            code(one, method, visitor, late);
        } else {
            visitor.visitEnd();
        }
    }

    private void code(DexClass one, DexClass.MethodDef method, MethodVisitor visitor, Map<DexClass.FieldDef, Object> late) {
        try {
            Body body = new Body(one.dex, method.code(), budget);
            body.caughtTypes().forEach(links::caught);
            Emitter emitter = new Emitter(new Subject(one, method, body, hierarchy, budget), visitor, links);
            values(one, late, visitor);
            emitter.run();
        } catch (MethodTooLargeException error) {
            throw error;
        } catch (RuntimeException error) {
            if (report.isVerbose() && !(error instanceof Untranslatable)) {
                error.printStackTrace();
            }
            throw new BrokenMethod(method.ref().name() + method.ref().proto().text(), reason(error));
        }
    }

    private static String[] thrown(List<Annotations.Item> items) {
        Map<String, Object> found = Annotations.platform(items, "Throws");
        if (found == null || !(found.get("value") instanceof List<?> types)) {
            return null;
        }
        return types.stream().filter(Type.class::isInstance).map(type -> ((Type) type).getInternalName()).toArray(String[]::new);
    }

    private static void values(DexClass one, Map<DexClass.FieldDef, Object> late, MethodVisitor code) {
        late.forEach((field, value) -> {
            Constants.push(value, code);
            code.visitFieldInsn(Opcodes.PUTSTATIC, one.name, field.ref().name(), field.ref().type());
        });
    }

    /** A body that only says that there is none. */
    private static void hollow(MethodVisitor code, String method, String why) {
        code.visitCode();
        code.visitLabel(new Label());
        code.visitTypeInsn(Opcodes.NEW, Runtime.UNTRANSLATED);
        code.visitInsn(Opcodes.DUP);
        code.visitLdcInsn(Texts.parts(method)[0]);
        code.visitLdcInsn(why);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, Runtime.UNTRANSLATED, "<init>", "(Ljava/lang/String;Ljava/lang/String;)V", false);
        code.visitInsn(Opcodes.ATHROW);
        code.visitMaxs(4, 256);
        code.visitEnd();
    }
}
