import com.android.apksig.ApkSigner;
import com.android.tools.r8.ArchiveClassFileProvider;
import com.android.tools.r8.CompilationMode;
import com.android.tools.r8.D8;
import com.android.tools.r8.D8Command;
import com.android.tools.r8.OutputMode;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles, dexes, packs and signs many tiny apps in one process: a tenth of the time that a process a tool takes.
 *
 * <p>Arguments: android.jar, folder of library sources, keystore, file of jobs. A line of the jobs is one app, separated by
 * tabs: target, resources as an unsigned APK, minimum API level, "desugar" or "invoke-custom", then the Java files.
 */
public final class SpecimenCompiler {
    private static final LocalDateTime STAMP = LocalDateTime.of(2020, 1, 1, 0, 0);
    private final Path android;
    private final Path library;
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    private final ArchiveClassFileProvider platform;
    private final ApkSigner.SignerConfig signer;

    private SpecimenCompiler(Path android, Path library, Path keystore) throws Exception {
        this.android = android;
        this.library = library;
        this.platform = new ArchiveClassFileProvider(android);
        char[] password = "specimen".toCharArray();
        KeyStore keys = KeyStore.getInstance(keystore.toFile(), password);
        this.signer = new ApkSigner.SignerConfig.Builder("specimen", (PrivateKey) keys.getKey("specimen", password),
                List.of((X509Certificate) keys.getCertificate("specimen"))).build();
    }

    public static void main(String[] arguments) throws Exception {
        SpecimenCompiler all = new SpecimenCompiler(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        boolean failed = false;
        for (String job : Files.readAllLines(Path.of(arguments[3]))) {
            String[] parts = job.split("\t");
            Path target = Path.of(parts[0]);
            try {
                all.build(target, Path.of(parts[1]), Integer.parseInt(parts[2]), parts[3].equals("desugar"),
                        Arrays.asList(parts).subList(4, parts.length));
                System.out.println(target.getFileName());
            } catch (Exception error) {
                System.out.println(target.getFileName() + ": " + error);
                failed = true;
            }
        }
        System.exit(failed ? 1 : 0);
    }

    private void build(Path target, Path resources, int minApi, boolean desugar, List<String> sources) throws Exception {
        Path work = Files.createTempDirectory("specimen");
        try {
            Path raw = work.resolve("raw.apk");
            pack(resources, dex(classes(sources, work.resolve("classes")), minApi, desugar, work.resolve("dex")), raw);
            Files.createDirectories(target.getParent());
            new ApkSigner.Builder(List.of(signer)).setInputApk(raw.toFile()).setOutputApk(target.toFile())
                    .setMinSdkVersion(24).setV1SigningEnabled(false).setV2SigningEnabled(true).setV3SigningEnabled(false)
                    .setCreatedBy("specimen").build().sign();
        } finally {
            delete(work);
        }
    }

    private List<Path> classes(List<String> sources, Path out) throws IOException {
        Files.createDirectories(out);
        List<String> options = List.of("--release", "8", "-nowarn", "-Xlint:none", "-XDsuppressNotes", "-implicit:class", "-Xprefer:source", "-cp",
                android.toString(), "-sourcepath", library.toString(), "-d", out.toString());
        if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromStrings(sources)).call()) {
            throw new IOException("does not compile");
        }
        try (Stream<Path> found = Files.walk(out)) {
            return found.filter(p -> p.toString().endsWith(".class")).sorted().toList();
        }
    }

    private byte[] dex(List<Path> classes, int minApi, boolean desugar, Path out) throws Exception {
        Files.createDirectories(out);
        D8.run(D8Command.builder().setMode(CompilationMode.RELEASE).setMinApiLevel(minApi).setDisableDesugaring(!desugar)
                .addLibraryResourceProvider(platform).addProgramFiles(classes).setOutput(out, OutputMode.DexIndexed).build());
        return Files.readAllBytes(out.resolve("classes.dex"));
    }

    private static void pack(Path resources, byte[] dex, Path target) throws IOException {
        Map<String, byte[]> content = new TreeMap<>(Comparator.comparing((String n) -> !n.equals("resources.arsc"))
                .thenComparing(Comparator.naturalOrder()));  // the table is stored, and first it is aligned
        content.put("classes.dex", dex);
        try (ZipFile old = new ZipFile(resources.toFile())) {
            for (Enumeration<? extends ZipEntry> all = old.entries(); all.hasMoreElements();) {
                ZipEntry entry = all.nextElement();
                try (InputStream in = old.getInputStream(entry)) {
                    content.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        try (OutputStream file = Files.newOutputStream(target); ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                ZipEntry made = new ZipEntry(entry.getKey());
                made.setTimeLocal(STAMP);
                if (entry.getKey().equals("resources.arsc")) {
                    CRC32 sum = new CRC32();
                    sum.update(entry.getValue());
                    made.setMethod(ZipEntry.STORED);
                    made.setSize(entry.getValue().length);
                    made.setCrc(sum.getValue());
                }
                out.putNextEntry(made);
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : new ArrayList<>(found.sorted(Comparator.reverseOrder()).toList())) {
                Files.delete(path);
            }
        }
    }
}
