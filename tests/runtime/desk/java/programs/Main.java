package programs;

/** Runs the programs that are named; what they tell is one line each. */
public final class Main {
    static void tell(Object... what) {
        StringBuilder line = new StringBuilder();
        for (Object one : what) {
            line.append(one).append(' ');
        }
        System.out.println(line);
    }

    public static void main(String[] programs) throws Exception {
        for (String program : programs) {
            System.out.println("program " + program);
            switch (program) {
                case "numbers": Numbers.run(); break;
                case "flowing": Flowing.run(); break;
                case "objects": Objects.run(); break;
                case "reflecting": Reflecting.run(); break;
                default: Handles.run(); break;
            }
        }
    }
}
