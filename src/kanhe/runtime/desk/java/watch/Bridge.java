package kanhe.desk.watch;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * A watched call that stands in a class, as a method of that class: the call itself, then the recorder with all its words,
 * whatever came of it. A call of the class above ({@code super}) keeps its receiver; the bridges of all others are static.
 */
final class Bridge {
  static final Type HOOKS = Type.getObjectType("kanhe/desk/watch/Hooks");
  static final Type OBJECT = Type.getType(Object.class);

  final String name;
  private final String self;
  private final int point;
  private final int opcode;
  private final String owner;
  private final String called;
  private final String desc;
  private final boolean itf;

  Bridge(String name, String self, int point, int opcode, String owner, String called, String desc, boolean itf) {
    this.name = name;
    this.self = self;
    this.point = point;
    this.opcode = opcode;
    this.owner = owner;
    this.called = called;
    this.desc = desc;
    this.itf = itf;
  }

  private boolean above() {
    return opcode == Opcodes.INVOKESPECIAL;
  }

  /** What the bridge takes: the receiver, where it is no call of the class above, then the arguments. */
  private String prototype() {
    return opcode == Opcodes.INVOKESTATIC || above() ? desc : "(L" + owner + ";" + desc.substring(1);
  }

  /** Calls the bridge in place of the call. */
  void call(MethodVisitor out, boolean isInterface) {
    out.visitMethodInsn(above() ? Opcodes.INVOKESPECIAL : Opcodes.INVOKESTATIC, self, name, prototype(), isInterface);
  }

  void write(BridgeHolder holder, boolean isInterface) {
    int access = (isInterface ? Opcodes.ACC_PUBLIC : Opcodes.ACC_PRIVATE) | Opcodes.ACC_SYNTHETIC | (above() ? 0 : Opcodes.ACC_STATIC);
    MethodVisitor out = holder.method(access, name, prototype());
    GeneratorAdapter body = new GeneratorAdapter(out, access, name, prototype());
    Type result = Type.getReturnType(desc);
    Label begin = new Label();
    Label end = new Label();
    Label caught = new Label();
    body.visitCode();
    body.visitTryCatchBlock(begin, end, caught, "java/lang/Throwable");
    body.visitLabel(begin);
    if (command()) {
      words(body);
      body.invokeStatic(HOOKS, new Method("exec", "([Ljava/lang/Object;)Ljava/lang/Process;"));
    } else {
      if (above()) {
        body.loadThis();
      }
      body.loadArgs();
      body.visitMethodInsn(opcode, owner, called, desc, itf);
    }
    body.visitLabel(end);
    boxed(body, result);
    int value = body.newLocal(OBJECT);
    body.storeLocal(value);
    body.push(point);
    words(body);
    body.loadLocal(value);
    body.push(desc);
    body.invokeStatic(HOOKS, new Method("returned", "(I[Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;"));
    unboxed(body, result);
    body.visitLabel(caught);
    Object[] locals = locals();
    out.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
    int problem = body.newLocal(Type.getType(Throwable.class));
    body.storeLocal(problem);
    body.push(point);
    words(body);
    body.loadLocal(problem);
    body.push(desc);
    body.invokeStatic(HOOKS, new Method("threw", "(I[Ljava/lang/Object;Ljava/lang/Throwable;Ljava/lang/String;)Ljava/lang/Object;"));
    unboxed(body, result);
    body.endMethod();
  }

  /** Commands are noted and never run. */
  private boolean command() {
    return owner.equals("java/lang/Runtime") && called.equals("exec") || owner.equals("java/lang/ProcessBuilder") && called.equals("start");
  }

  /** What stands in the local variables of the bridge, as frames write it. */
  private Object[] locals() {
    Type[] types = Type.getArgumentTypes(above() ? "(L" + self + ";" + desc.substring(1) : prototype());
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

  /** The receiver, null where there is none, and the arguments. */
  private void words(GeneratorAdapter body) {
    int first = opcode == Opcodes.INVOKESTATIC || above() ? 0 : 1;
    Type[] types = Type.getArgumentTypes(desc);
    body.push(types.length + 1);
    body.newArray(OBJECT);
    if (opcode != Opcodes.INVOKESTATIC) {
      body.dup();
      body.push(0);
      if (above()) {
        body.loadThis();
      } else {
        body.loadArg(0);
      }
      body.arrayStore(OBJECT);
    }
    for (int i = 0; i < types.length; i++) {
      body.dup();
      body.push(i + 1);
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

  /** The class in which the bridge stands. */
  interface BridgeHolder {
    MethodVisitor method(int access, String name, String desc);
  }
}
