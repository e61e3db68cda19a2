package dev.steadfast.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ByteTextTest {
  /**
   * A text and what its bytes are.
   *
   * @param bytes each written as the character of that number
   */
  record Case(String bytes, String text, String because) {
    Case {
      assertFalse(because.isBlank(), text);
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case("plain", "plain", "most texts are"),
          new Case("s\u00c3\u00bc\u00c3\u009f", "süß", "valid UTF-8"),
          new Case("s\u00fc\u00df", "s\udcfc\udcdf", "ISO 8859-1, and not the same as in UTF-8"),
          new Case("\u00c3\u00bc \u00fc", "ü \udcfc", "one bad byte leaves the good ones alone"),
          new Case("\u00e2\u0082x", "\udce2\udc82x", "a sequence that is cut short"),
          new Case("x\u00f0\u009f\u0098", "x\udcf0\udc9f\udc98", "cut short by the end"),
          new Case("\u00f0\u009f\u0098\u0080", "\ud83d\ude00", "beyond the first plane"),
          new Case(
              "\u00f0\u009f\u0098\u0080\u0080", "\ud83d\ude00\udc80", "a pair, then a bad byte"),
          new Case("\u00ed\u00b2\u0080", "\udced\udcb2\udc80", "an encoded surrogate is no UTF-8"),
          new Case("\u00c0\u0080", "\udcc0\udc80", "nor is a zero of two bytes"),
          new Case("", "", "nothing"));

  @ParameterizedTest
  @FieldSource("CASES")
  void losesNoByte(Case one) {
    byte[] bytes = one.bytes().getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(one.text(), ByteText.decode(bytes), one.because());
    assertArrayEquals(bytes, ByteText.encode(one.text()), one.because());
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyBytesComeBack(long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(40)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextBoolean() ? 0x80 + random.nextInt(128) : random.nextInt(128));
    }
    assertArrayEquals(bytes, ByteText.encode(ByteText.decode(bytes)));
  }
}
