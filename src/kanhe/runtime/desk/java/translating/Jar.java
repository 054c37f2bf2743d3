package kanhe.desk.translating;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a jar whose entries are stored, as it is read once or twice and then thrown away; the same bytes each time. */
final class Jar {
    private static final long STAMP = 1577836800000L;

    private Jar() {}

    static void write(Path target, Map<String, byte[]> content) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target), 1 << 16))) {
            out.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> one : content.entrySet()) {
                ZipEntry entry = new ZipEntry(one.getKey());
                CRC32 sum = new CRC32();
                sum.update(one.getValue());
                entry.setSize(one.getValue().length);
                entry.setCrc(sum.getValue());
                entry.setTime(STAMP);
                out.putNextEntry(entry);
                out.write(one.getValue());
            }
        }
    }
}
