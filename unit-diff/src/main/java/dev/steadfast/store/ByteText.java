package dev.steadfast.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Texts that lose no byte: UTF-8, and a byte that is none stands as a lone surrogate, from U+DC80
 * for byte 0x80 to U+DCFF for 0xFF.
 *
 * <p>No two byte strings have the same text: {@code encode(decode(bytes))} are the bytes. A file in
 * ISO 8859-1 is thus never equal to the same words in UTF-8, which a daemon tells apart. Source:
 * Python's PEP 383, "surrogateescape".
 */
public final class ByteText {
  private static final int ESCAPE = 0xDC00;
  private static final int FIRST = ESCAPE + 0x80;
  private static final int LAST = ESCAPE + 0xFF;

  private ByteText() {}

  public static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return escaped(bytes);
    }
  }

  private static String escaped(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE + (in.get() & 0xff)));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  public static byte[] encode(String text) {
    if (text.chars().noneMatch(c -> c >= FIRST && c <= LAST)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point >= FIRST && point <= LAST) {
                bytes.write(point - ESCAPE);
              } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }
}
