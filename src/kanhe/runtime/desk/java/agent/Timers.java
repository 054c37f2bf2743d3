package kanhe.desk.agent;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Calls that ask for the time or wait for it, led to the app's clock; and the question for the address of a host. */
public final class Timers {
  private static final String CLOCK = "kanhe/desk/clock/VirtualTime";

  private static final String NAMES = "kanhe/desk/clock/Names";

  private Timers() {}

  /** Classes of the JDK in which timers live; tables that the loading of classes itself needs hold none. */
  public static boolean ofPlatform(String name) {
    return name.startsWith("java/util/concurrent/") && !name.startsWith("java/util/concurrent/Concurrent")
            && !name.startsWith("java/util/concurrent/CopyOn") && !name.startsWith("java/util/concurrent/atomic/")
        || name.startsWith("java/util/Timer")
        || name.equals("java/net/InetAddress")
        || name.equals("java/util/Date")
        || name.equals("java/util/GregorianCalendar")
        || name.equals("java/util/Calendar")
        || name.equals("java/lang/Thread")
        || name.startsWith("java/time/Clock");
  }

  /** Classes of the framework that wait by themselves; message queues wait by the framework's own clock. */
  public static boolean ofFramework(String name) {
    return (name.startsWith("android/") || name.startsWith("com/android/"))
        && !name.startsWith("android/os/MessageQueue")
        && !name.startsWith("android/os/Looper");
  }

  static byte[] rewritten(byte[] code, ClassLoader loader) {
    ClassReader reader = new ClassReader(code);
    if (!asks(reader)) {
      return null;
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    boolean lock = reader.getClassName().equals("java/util/concurrent/locks/LockSupport");
    reader.accept(new Visitor(writer, lock), 0);
    return writer.toByteArray();
  }

  /** Whether the names of the calls stand in the class at all; most classes hold none. */
  private static boolean asks(ClassReader reader) {
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0 && reader.readByte(at - 1) == 12) {
        String name = reader.readUTF8(at, buffer);
        if (name.equals("nanoTime") || name.equals("currentTimeMillis") || name.equals("sleep")
            || name.equals("lookupAllHostAddr") || name.equals("wait") || name.equals("park") || name.equals("unpark")) {
          return true;
        }
      }
    }
    return false;
  }

  /** Leads one call to the clock if it is such a call; false if it is none. */
  public static boolean redirect(MethodVisitor out, int opcode, String owner, String name, String desc) {
    String target = null;
    String prototype = desc;
    if (opcode == Opcodes.INVOKESTATIC && owner.equals("java/lang/System")
        && (name.equals("nanoTime") || name.equals("currentTimeMillis"))) {
      target = name;
    } else if (opcode == Opcodes.INVOKESTATIC && owner.equals("java/lang/Thread") && name.equals("sleep")) {
      target = name;
    } else if (opcode == Opcodes.INVOKESTATIC && owner.equals("android/os/SystemClock") && name.equals("sleep")) {
      target = "pass";
    } else if (opcode == Opcodes.INVOKEVIRTUAL && name.equals("wait")
        && (desc.equals("()V") || desc.equals("(J)V") || desc.equals("(JI)V"))) {
      target = "await";
      prototype = "(Ljava/lang/Object;" + desc.substring(1);
    }
    if (target == null) {
      return false;
    }
    out.visitMethodInsn(Opcodes.INVOKESTATIC, CLOCK, target, prototype, false);
    return true;
  }

  private static final class Visitor extends ClassVisitor {
    private final boolean lock;

    Visitor(ClassVisitor out, boolean lock) {
      super(Opcodes.ASM9, out);
      this.lock = lock;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String desc, String signature, String[] thrown) {
      MethodVisitor out = super.visitMethod(access, name, desc, signature, thrown);
      return new MethodVisitor(Opcodes.ASM9, out) {
        @Override
        public void visitCode() {
          super.visitCode();
          if (lock && name.equals("unpark")) {
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, CLOCK, "unparking", "(Ljava/lang/Thread;)V", false);
          }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String proto, boolean itf) {
          if (lock && owner.equals("jdk/internal/misc/Unsafe") && called.equals("park")) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, CLOCK, "park", "(Ljdk/internal/misc/Unsafe;ZJ)V", false);
          } else if (owner.equals("java/net/InetAddress$NameService") && called.equals("lookupAllHostAddr")) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, NAMES, "lookup",
                "(Ljava/lang/Object;Ljava/lang/String;)[Ljava/net/InetAddress;", false);
          } else if (!redirect(mv, opcode, owner, called, proto)) {
            super.visitMethodInsn(opcode, owner, called, proto, itf);
          }
        }
      };
    }
  }
}
