package loading;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kanhe.desk.translating.Main;

/**
 * Translates every dex file of a folder as an app of its own, with the framework's jars named behind the folder, and loads what came of it, all in one process.
 *
 * <p>Tells a line each: name, milliseconds, lines of the report that name what was not translated, and how its classes loaded.
 */
public final class Batch {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(path -> path.toString().endsWith(".dex")).sorted().forEach(files::add);
        }
        Path[] beside = Stream.of(arguments).skip(1).map(Path::of).toArray(Path[]::new);
        Path jar = folder.resolve("app.jar");
        Path report = folder.resolve("report.tsv");
        Path list = folder.resolve("files.tsv");
        for (Path file : files) {
            long began = System.nanoTime();
            String told;
            try {
                Files.writeString(list, "classes.dex\t" + file + "\n");
                List<String> options = new ArrayList<>(List.of("--out", jar.toString(), "--report", report.toString(), "--files", list.toString()));
                for (Path framework : beside) {
                    options.addAll(List.of("--framework", framework.toString()));
                }
                Main.main(options.toArray(new String[0]));
                long wrong = Files.lines(report).filter(line -> line.matches("(failed|refused|damaged)\t.*\t.+")).count();
                told = wrong + "\t" + Loading.all(jar, beside);
            } catch (Throwable error) {
                told = "0\t" + error;
            }
            System.out.println(file.getFileName() + "\t" + (System.nanoTime() - began) / 1_000_000 + "\t" + told.replace('\n', ' '));
            System.out.flush();
        }
    }
}
