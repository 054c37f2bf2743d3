package probes;

import java.lang.reflect.InvocationTargetException;

/** Calls {@code run()} of each class that is named and tells what it returned or threw: name, tab, text. */
public final class Probe {
    public static void main(String[] names) {
        for (String name : names) {
            String told;
            try {
                told = String.valueOf(Class.forName(name).getMethod("run").invoke(null));
            } catch (InvocationTargetException error) {
                told = "threw " + error.getCause();
            } catch (Throwable error) {
                told = "failed " + error;
            }
            System.out.println(name + "\t" + told.replace('\n', ' '));
        }
    }
}
