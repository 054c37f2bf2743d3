package programs;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Map;

/** What reflection says of classes: annotations, generic types, nesting. An optimiser may take it away. */
final class Reflecting {
    static void run() throws Exception {
        Objects.Square square = new Objects.Square(3);
        Objects.Note note = Objects.Square.class.getAnnotation(Objects.Note.class);
        Main.tell(note.value(), note.numbers().length, note.type(), note.way(), Objects.Note.class.getMethod("numbers").getDefaultValue().getClass());
        Field parts = Objects.Square.class.getDeclaredField("parts");
        parts.setAccessible(true);
        Main.tell(parts.getGenericType(), ((Map<?, ?>) parts.get(square)).keySet());
        Method told = Objects.Shape.class.getMethod("told");
        Main.tell(told.invoke(square));
        Main.tell(((ParameterizedType) Objects.Square.class.getGenericInterfaces()[0]).getActualTypeArguments()[0]);
        Main.tell(Objects.Square.class.getSimpleName(), Objects.Square.class.getEnclosingClass(), Objects.Square.Corner.class.getDeclaringClass(),
                new Object() { }.getClass().isAnonymousClass(), Objects.Way.FAST.getClass().isAnonymousClass());
        try {
            Method started = Objects.Base.class.getDeclaredMethod("started");
            started.invoke(null);
        } catch (NullPointerException error) {
            Main.tell("null");
        }
    }
}
