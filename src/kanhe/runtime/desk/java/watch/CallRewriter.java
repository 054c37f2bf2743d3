package kanhe.desk.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kanhe.desk.agent.Timers;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.LocalVariablesSorter;
import org.objectweb.asm.commons.Method;

/**
 * Rewrites a class of the app: calls of watched interfaces go through a bridge in the same class that records them, calls
 * for the time to the app's clock, and what only a device could do (native code, commands, the end of the process) to us.
 */
final class CallRewriter extends ClassVisitor {
  private static final String HOOKS = Bridge.HOOKS.getInternalName();

  private final AppLoader loader;
  private final Map<String, Bridge> bridges = new HashMap<>();
  private final List<Bridge> order = new ArrayList<>();
  private String self;
  private boolean isInterface;

  private CallRewriter(ClassVisitor out, AppLoader loader) {
    super(Opcodes.ASM9, out);
    this.loader = loader;
  }

  static byte[] rewritten(byte[] code, AppLoader loader) {
    ClassReader reader = new ClassReader(code);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    reader.accept(new CallRewriter(writer, loader), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  @Override
  public void visit(int version, int access, String name, String signature, String above, String[] interfaces) {
    self = name;
    isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    super.visit(Math.max(version, Opcodes.V1_8), access, name, signature, above, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(int access, String name, String desc, String signature, String[] thrown) {
    boolean isNative = (access & Opcodes.ACC_NATIVE) != 0;
    MethodVisitor out = super.visitMethod(access & ~Opcodes.ACC_NATIVE, name, desc, signature, thrown);
    if (isNative) {
      instead(new GeneratorAdapter(out, access, name, desc), self.replace('/', '.') + "." + name, Type.getReturnType(desc));
    }
    boolean runs = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT)) == 0;
    int callback = runs ? loader.callback(self, name, desc) : -1;
    return new Calls(access, name, desc, out, callback);
  }

  /** The body of a native method: it says so and returns nothing, zero or false. */
  private static void instead(GeneratorAdapter body, String name, Type type) {
    body.visitCode();
    body.push(name);
    body.invokeStatic(Bridge.HOOKS, new Method("nativeMethod", "(Ljava/lang/String;)V"));
    switch (type.getSort()) {
      case Type.VOID:
        break;
      case Type.LONG:
        body.push(0L);
        break;
      case Type.FLOAT:
        body.push(0f);
        break;
      case Type.DOUBLE:
        body.push(0d);
        break;
      case Type.OBJECT:
      case Type.ARRAY:
        body.visitInsn(Opcodes.ACONST_NULL);
        break;
      default:
        body.push(0);
    }
    body.returnValue();
    body.endMethod();
  }

  @Override
  public void visitEnd() {
    for (Bridge bridge : order) {
      bridge.write((access, name, desc) -> super.visitMethod(access, name, desc, null, null), isInterface);
    }
    super.visitEnd();
  }

  private Bridge bridge(int point, int opcode, String owner, String called, String desc, boolean itf) {
    return bridges.computeIfAbsent(opcode + owner + called + desc, k -> {
      Bridge made = new Bridge("kanhe$" + order.size(), self, point, opcode, owner, called, desc, itf);
      order.add(made);
      return made;
    });
  }

  /** The calls of one method. */
  private final class Calls extends LocalVariablesSorter {
    private final int access;
    private final String name;
    private final String desc;
    private final int callback;

    /** {@code callback}: the callback that the method carries out, or -1. */
    Calls(int access, String name, String desc, MethodVisitor out, int callback) {
      super(Opcodes.ASM9, access, desc, out);
      this.access = access;
      this.name = name;
      this.desc = desc;
      this.callback = callback;
    }

    /** A method that the platform may hand something to says so as it begins. */
    @Override
    public void visitCode() {
      super.visitCode();
      if (callback < 0) {
        return;
      }
      GeneratorAdapter body = new GeneratorAdapter(mv, access, name, desc);
      Type[] types = Type.getArgumentTypes(desc);
      body.push(callback);
      body.push(types.length + 1);
      body.newArray(Bridge.OBJECT);
      for (int i = 0; i < types.length; i++) {
        body.dup();
        body.push(i + 1);
        body.loadArg(i);
        body.box(types[i]);
        body.arrayStore(Bridge.OBJECT);
      }
      body.push(desc);
      body.invokeStatic(Bridge.HOOKS, new Method("delivered", "(I[Ljava/lang/Object;Ljava/lang/String;)V"));
    }

    /** Locals of ours hold nothing beyond the call for which they were made. */
    @Override
    protected void updateNewLocals(Object[] locals) {
      java.util.Arrays.fill(locals, Opcodes.TOP);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String desc) {
      super.visitFieldInsn(opcode, owner, name, desc);
      String kind = opcode == Opcodes.GETSTATIC ? loader.points().field(owner, name) : null;
      if (kind != null && desc.startsWith("L")) {
        int value = newLocal(Bridge.OBJECT);
        mv.visitVarInsn(Opcodes.ASTORE, value);
        super.visitLdcInsn(kind);
        super.visitLdcInsn(owner);
        super.visitLdcInsn(name);
        mv.visitVarInsn(Opcodes.ALOAD, value);
        super.visitLdcInsn(desc);
        hook("field", "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;");
        super.visitTypeInsn(Opcodes.CHECKCAST, Type.getType(desc).getInternalName());
      }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String desc, boolean itf) {
      if (Timers.redirect(mv, opcode, owner, name, desc) || onlyOnADevice(opcode, owner, name, desc)) {
        return;
      }
      boolean special = opcode == Opcodes.INVOKESPECIAL;
      if (name.equals("<init>")) {
        construct(owner, desc);
      }
      if (name.equals("<init>") || special && (isInterface || owner.equals(self))) {
        super.visitMethodInsn(opcode, owner, name, desc, itf);
        return;
      }
      int point = loader.point(owner, name, desc);
      if (point < 0) {
        super.visitMethodInsn(opcode, owner, name, desc, itf);
        return;
      }
      bridge(point, opcode, owner, name, desc, itf).call(mv, isInterface);
    }

    private void hook(String name, String desc) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, name, desc, false);
    }

    /** Of a watched constructor the words are put aside, recorded, and taken up again; paths are led to our files. */
    private void construct(String owner, String desc) {
      int point = loader.point(owner, "<init>", desc);
      boolean file = owner.equals("java/io/File") || owner.equals("java/io/FileInputStream")
          || owner.equals("java/io/FileReader") || owner.equals("java/io/RandomAccessFile")
          || owner.equals("java/io/FileOutputStream") || owner.equals("java/io/FileWriter");
      if (point < 0 && !file) {
        return;
      }
      Type[] types = Type.getArgumentTypes(desc);
      int[] locals = new int[types.length];
      for (int i = types.length - 1; i >= 0; i--) {
        locals[i] = newLocal(types[i]);
        mv.visitVarInsn(types[i].getOpcode(Opcodes.ISTORE), locals[i]);
      }
      if (point >= 0) {
        GeneratorAdapter body = new GeneratorAdapter(mv, Opcodes.ACC_STATIC, "x", "()V");
        body.push(point);
        body.push(types.length + 1);
        body.newArray(Bridge.OBJECT);
        for (int i = 0; i < types.length; i++) {
          body.dup();
          body.push(i + 1);
          mv.visitVarInsn(types[i].getOpcode(Opcodes.ILOAD), locals[i]);
          body.box(types[i]);
          body.arrayStore(Bridge.OBJECT);
        }
        body.visitInsn(Opcodes.ACONST_NULL);
        body.push(desc);
        body.invokeStatic(Bridge.HOOKS, new Method("returned", "(I[Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;"));
        body.pop();
      }
      for (int i = 0; i < types.length; i++) {
        mv.visitVarInsn(types[i].getOpcode(Opcodes.ILOAD), locals[i]);
        if (file && i == 0 && types[i].getDescriptor().equals("Ljava/lang/String;")) {
          hook("path", "(Ljava/lang/String;)Ljava/lang/String;");
        }
      }
    }

    private boolean onlyOnADevice(int opcode, String owner, String name, String desc) {
      if (owner.equals("java/lang/reflect/Method") && name.equals("invoke")) {
        hook("invoke", "(Ljava/lang/reflect/Method;Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;");
      } else if (owner.equals("java/lang/System") && name.equals("exit")) {
        hook("exit", "(I)V");
      } else if (owner.equals("android/os/Process") && name.equals("killProcess")) {
        hook("exit", "(I)V");
      } else if (owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt"))) {
        hook("exit", "(I)V");
        super.visitInsn(Opcodes.POP);
      } else if (owner.equals("java/lang/System") && (name.equals("load") || name.equals("loadLibrary"))) {
        hook("library", "(Ljava/lang/String;)V");
      } else if (owner.equals("java/lang/Runtime") && (name.equals("load") || name.equals("loadLibrary"))) {
        hook("library", "(Ljava/lang/String;)V");
        super.visitInsn(Opcodes.POP);
      } else {
        return false;
      }
      return true;
    }
  }
}
