import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads a ZIP as a stream and prints each entry's name, size and CRC-32. */
class Entries {
    public static void main(String[] arguments) throws Exception {
        try (ZipInputStream zip = new ZipInputStream(System.in)) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                CRC32 crc = new CRC32();
                byte[] buffer = new byte[1 << 16];
                long size = 0;
                for (int count; (count = zip.read(buffer)) > 0; size += count) {
                    crc.update(buffer, 0, count);
                }
                System.out.println(entry.getName() + " " + size + " " + crc.getValue());
            }
        }
    }
}
