package kanhe.desk.translating;

/** The classes that hold a primitive value as an object. */
final class Boxes {
    private Boxes() {}

    /** Internal name of the box of a primitive type. */
    static String of(String type) {
        return switch (type.charAt(0)) {
            case 'Z' -> "java/lang/Boolean";
            case 'B' -> "java/lang/Byte";
            case 'S' -> "java/lang/Short";
            case 'C' -> "java/lang/Character";
            case 'I' -> "java/lang/Integer";
            case 'J' -> "java/lang/Long";
            case 'F' -> "java/lang/Float";
            case 'D' -> "java/lang/Double";
            default -> "java/lang/Void";
        };
    }
}
