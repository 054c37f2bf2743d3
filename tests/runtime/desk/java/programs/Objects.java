package programs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Classes, interfaces, lambdas, enumerations and texts. */
final class Objects {
    interface Shape {
        double area();

        default String told() {
            return name() + " of " + area();
        }

        static Shape square(double side) {
            return new Square(side);
        }

        String name();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
    @interface Note {
        String value() default "none";

        int[] numbers() default {1, 2};

        Class<?> type() default Object.class;

        Way way() default Way.SLOW;
    }

    enum Way {
        SLOW, FAST {
            @Override
            int speed() {
                return 2;
            }
        };

        int speed() {
            return 1;
        }
    }

    static class Base implements Shape {
        protected double side;
        static int made;

        Base(double side) {
            this.side = side;
            made++;
            started();
        }

        void started() {
            Main.tell("base", side);
        }

        public double area() {
            return 0;
        }

        public String name() {
            return "base";
        }
    }

    @Note(value = "a square", numbers = {}, type = String.class, way = Way.FAST)
    static class Square extends Base implements Comparable<Square>, Cloneable {
        private final Map<String, List<Integer>> parts = new TreeMap<>();

        Square(double side) {
            super(side < 0 ? -side : side);
            parts.put("sides", Arrays.asList(1, 2, 3, 4));
        }

        @Override
        void started() {
            super.started();
            Main.tell("square", parts == null);
        }

        @Override
        public double area() {
            return side * side;
        }

        @Override
        public String name() {
            return "square " + super.name();
        }

        @Override
        public String told() {
            return super.told() + "!";
        }

        @Override
        public int compareTo(Square other) {
            return Double.compare(side, other.side);
        }

        @Override
        protected Square clone() throws CloneNotSupportedException {
            return (Square) super.clone();
        }

        class Corner {
            double at() {
                return side + Square.this.area();
            }
        }
    }

    static final Class<?> KIND = Square.class;
    static final Object ANY = "any";
    static final Way WAY = Way.FAST;

    private static <T, R> R with(T value, Function<? super T, ? extends R> how) {
        return how.apply(value);
    }

    static void run() throws Exception {
        Square square = (Square) Shape.square(-3);
        Main.tell(square.told(), square.new Corner().at(), square.clone().compareTo(square), Base.made);
        int base = 40;
        long wide = 1L << 33;
        IntBinaryOperator add = (a, b) -> a + b + base;
        BiFunction<Integer, Long, Object> mixed = (a, b) -> a + b + wide;
        Supplier<Square> maker = () -> new Square(2);
        Function<String, Integer> length = String::length;
        Supplier<String> bound = "bound"::toUpperCase;
        Comparator<String> order = Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder());
        Main.tell(add.applyAsInt(1, 1), mixed.apply(1, 2L), maker.get().told(), length.apply("four"), bound.get());
        Main.tell(IntStream.range(0, 20).boxed().filter(k -> k % 3 == 0).map(k -> "n" + k).sorted(order).collect(Collectors.joining(",")));
        Main.tell(with("x", text -> text + 1), with(5, Integer::doubleValue), new Object() {
            @Override
            public String toString() {
                return "anonymous " + base;
            }
        });
        Map<Way, Integer> ways = new EnumMap<>(Way.class);
        for (Way way : Way.values()) {
            ways.merge(way, way.speed(), Integer::sum);
            switch (way) {
                case SLOW: Main.tell("slow"); break;
                case FAST: Main.tell("fast", Way.valueOf("FAST").compareTo(way)); break;
                default: break;
            }
        }
        Main.tell(ways);
        Main.tell(KIND, ANY, WAY);
        String a = "con";
        Main.tell(a + 1 + 2L + 'c' + 1.5f + true + null + square.side + new char[] {'x'}.length, (a + "cat").equals("concat"));
        Object thing = square;
        Main.tell(thing instanceof Shape, thing instanceof Comparable, thing instanceof Cloneable, null instanceof Object);
    }
}
