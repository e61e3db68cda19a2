package dev.steadfast.store;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A path as the kernel knows it: bytes, of any encoding or none.
 *
 * <p>A {@link Path} that came from a directory or a link keeps its bytes, and two are equal if
 * those are. What {@link Path#toString} says is for people: bytes that cannot be decoded are
 * replaced. The URI of a path has all bytes, whatever the locale is.
 */
public final class PathBytes {
  private static final Path TOP = Path.of("/");

  private PathBytes() {}

  public static byte[] of(Path path) {
    byte[] absolute = decoded(withoutLastSlash(TOP.resolve(path).toUri().getRawPath()));
    return path.isAbsolute() ? absolute : Arrays.copyOfRange(absolute, 1, absolute.length);
  }

  /** The path as {@link ByteText}. */
  public static String text(Path path) {
    return ByteText.decode(of(path));
  }

  /** The path that has these bytes; none of them is zero. */
  public static Path path(byte[] bytes) {
    boolean absolute = bytes.length > 0 && bytes[0] == '/';
    StringBuilder uri = new StringBuilder("file://");
    byte before = 0;
    for (byte each : bytes) {
      if (each != '/') {
        uri.append(before == '/' || before == 0 ? "/" : "");
        uri.append('%').append(HexFormat.of().toHexDigits(each));
      }
      before = each;
    }
    Path found =
        Path.of(URI.create(uri.length() > "file://".length() ? uri.toString() : "file:///"));
    if (absolute) {
      return found;
    }
    int names = found.getNameCount();
    return names == 0 ? Path.of("") : found.subpath(0, names);
  }

  /**
   * The path that a {@link ByteText} names.
   *
   * @throws java.nio.file.InvalidPathException if it holds a zero
   */
  public static Path path(String text) {
    boolean isPlain = text.chars().allMatch(c -> c < 0x80) || text.indexOf('\0') >= 0;
    return isPlain ? Path.of(text) : path(ByteText.encode(text));
  }

  /** A directory's URI ends with one; only the top has it as a path, too. */
  private static String withoutLastSlash(String uri) {
    return uri.length() > 1 && uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  private static byte[] decoded(String uri) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(uri.length());
    for (int i = 0; i < uri.length(); i++) {
      if (uri.charAt(i) == '%') {
        bytes.write(HexFormat.fromHexDigits(uri, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(uri.charAt(i));
      }
    }
    return bytes.toByteArray();
  }
}
