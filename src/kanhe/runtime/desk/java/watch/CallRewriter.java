package kanhe.desk.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kanhe.desk.agent.Timers;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
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
  private static final String HOOKS = "kanhe/desk/watch/Hooks";
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Type HOOKS_TYPE = Type.getObjectType(HOOKS);

  /** A watched call that stands in this class. */
  private static final class Bridge {
    final String name;
    final int point;
    final int opcode;
    final String owner;
    final String called;
    final String desc;
    final boolean itf;

    Bridge(String name, int point, int opcode, String owner, String called, String desc, boolean itf) {
      this.name = name;
      this.point = point;
      this.opcode = opcode;
      this.owner = owner;
      this.called = called;
      this.desc = desc;
      this.itf = itf;
    }

    /** What stands in the local variables of the bridge, as frames write it. */
    Object[] locals() {
      Type[] types = Type.getArgumentTypes(prototype());
      Object[] found = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        switch (types[i].getSort()) {
          case Type.LONG:
            found[i] = Opcodes.LONG;
            break;
          case Type.FLOAT:
            found[i] = Opcodes.FLOAT;
            break;
          case Type.DOUBLE:
            found[i] = Opcodes.DOUBLE;
            break;
          case Type.OBJECT:
          case Type.ARRAY:
            found[i] = types[i].getInternalName();
            break;
          default:
            found[i] = Opcodes.INTEGER;
        }
      }
      return found;
    }

    String prototype() {
      return opcode == Opcodes.INVOKESTATIC ? desc : "(L" + owner + ";" + desc.substring(1);
    }
  }

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
    return new Calls(access, desc, out);
  }

  /** The body of a native method: it says so and returns nothing, zero or false. */
  private static void instead(GeneratorAdapter body, String name, Type type) {
    body.visitCode();
    body.push(name);
    body.invokeStatic(HOOKS_TYPE, new Method("nativeMethod", "(Ljava/lang/String;)V"));
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
      write(bridge);
    }
    super.visitEnd();
  }

  private Bridge bridge(int point, int opcode, String owner, String called, String desc, boolean itf) {
    return bridges.computeIfAbsent(opcode + owner + called + desc, k -> {
      Bridge made = new Bridge("kanhe$" + order.size(), point, opcode, owner, called, desc, itf);
      order.add(made);
      return made;
    });
  }

  /** The bridge: the call itself, then the recorder with all its words, whatever came of it. */
  private void write(Bridge bridge) {
    int access = (isInterface ? Opcodes.ACC_PUBLIC : Opcodes.ACC_PRIVATE) | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor out = super.visitMethod(access, bridge.name, bridge.prototype(), null, null);
    GeneratorAdapter body = new GeneratorAdapter(out, access, bridge.name, bridge.prototype());
    Type result = Type.getReturnType(bridge.desc);
    Label begin = new Label();
    Label end = new Label();
    Label caught = new Label();
    body.visitCode();
    body.visitTryCatchBlock(begin, end, caught, "java/lang/Throwable");
    body.visitLabel(begin);
    if (bridge.owner.equals("java/lang/Runtime") && bridge.called.equals("exec")) {
      words(body, bridge);
      body.invokeStatic(HOOKS_TYPE, new Method("exec", "([Ljava/lang/Object;)Ljava/lang/Process;"));
    } else {
      body.loadArgs();
      body.visitMethodInsn(bridge.opcode, bridge.owner, bridge.called, bridge.desc, bridge.itf);
    }
    body.visitLabel(end);
    boxed(body, result);
    int value = body.newLocal(OBJECT);
    body.storeLocal(value);
    body.push(bridge.point);
    words(body, bridge);
    body.loadLocal(value);
    body.push(result.getDescriptor());
    body.invokeStatic(HOOKS_TYPE, new Method("returned", "(I[Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;"));
    unboxed(body, result);
    body.visitLabel(caught);
    out.visitFrame(Opcodes.F_NEW, bridge.locals().length, bridge.locals(), 1, new Object[] {"java/lang/Throwable"});
    int problem = body.newLocal(Type.getType(Throwable.class));
    body.storeLocal(problem);
    body.push(bridge.point);
    words(body, bridge);
    body.loadLocal(problem);
    body.push(result.getDescriptor());
    body.invokeStatic(HOOKS_TYPE, new Method("threw", "(I[Ljava/lang/Object;Ljava/lang/Throwable;Ljava/lang/String;)Ljava/lang/Object;"));
    unboxed(body, result);
    body.endMethod();
  }

  private static void words(GeneratorAdapter body, Bridge bridge) {
    Type[] types = Type.getArgumentTypes(bridge.desc);
    int first = bridge.opcode == Opcodes.INVOKESTATIC ? 0 : 1;
    body.push(types.length);
    body.newArray(OBJECT);
    for (int i = 0; i < types.length; i++) {
      body.dup();
      body.push(i);
      body.loadArg(first + i);
      body.box(types[i]);
      body.arrayStore(OBJECT);
    }
  }

  private static void boxed(GeneratorAdapter body, Type type) {
    if (type == Type.VOID_TYPE) {
      body.visitInsn(Opcodes.ACONST_NULL);
    } else {
      body.box(type);
    }
  }

  private static void unboxed(GeneratorAdapter body, Type type) {
    if (type == Type.VOID_TYPE) {
      body.pop();
    } else {
      body.unbox(type);
    }
    body.returnValue();
  }

  /** The calls of one method. */
  private final class Calls extends LocalVariablesSorter {
    Calls(int access, String desc, MethodVisitor out) {
      super(Opcodes.ASM9, access, desc, out);
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
        int value = newLocal(OBJECT);
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
      if (opcode == Opcodes.INVOKESPECIAL) {
        if (name.equals("<init>")) {
          construct(owner, desc);
        }
        super.visitMethodInsn(opcode, owner, name, desc, itf);
        return;
      }
      int point = loader.point(owner, name, desc);
      if (point < 0) {
        super.visitMethodInsn(opcode, owner, name, desc, itf);
        return;
      }
      Bridge bridge = bridge(point, opcode, owner, name, desc, itf);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, self, bridge.name, bridge.prototype(), isInterface);
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
        body.push(types.length);
        body.newArray(OBJECT);
        for (int i = 0; i < types.length; i++) {
          body.dup();
          body.push(i);
          mv.visitVarInsn(types[i].getOpcode(Opcodes.ILOAD), locals[i]);
          body.box(types[i]);
          body.arrayStore(OBJECT);
        }
        body.visitInsn(Opcodes.ACONST_NULL);
        body.push("V");
        body.invokeStatic(HOOKS_TYPE, new Method("returned", "(I[Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;"));
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
      } else if (owner.equals("java/lang/ProcessBuilder") && name.equals("start")) {
        hook("start", "(Ljava/lang/ProcessBuilder;)Ljava/lang/Process;");
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
