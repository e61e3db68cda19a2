package dev.steadfast.unit;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the files of one unit and hands them to the parser. */
final class UnitText {
  private final List<UnitFileParser.Source> sources = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  private UnitText() {}

  /** The merged unit file, or every problem of every file; of a masked unit no file is read. */
  static Parsed<UnitFile> read(SystemRoot root, UnitName name, UnitEntry entry) {
    if (entry.masked()) {
      return UnitFileParser.parse(name, List.of());
    }
    UnitText text = new UnitText();
    entry.fragment().ifPresent(file -> text.add(root, file));
    for (SourceFile file : entry.dropIns()) {
      text.add(root, file);
    }
    Parsed<UnitFile> parsed = UnitFileParser.parse(name, text.sources);
    if (text.problems.isEmpty()) {
      return parsed;
    }
    text.problems.addAll(parsed.diagnostics());
    return new Parsed.Rejected<>(text.problems);
  }

  private void add(SystemRoot root, SourceFile file) {
    try {
      byte[] bytes = bytes(root, file);
      Optional<String> text = decode(bytes);
      if (text.isPresent()) {
        sources.add(new UnitFileParser.Source(file.logical(), text.get()));
      } else {
        problems.add(
            Diagnostic.error(
                new Location(file.logical().toString(), lineOfFirstBadByte(bytes)),
                "not valid UTF-8",
                "systemd refuses the file: write the character in UTF-8 or as an escape"));
      }
    } catch (IOException unreadable) {
      problems.add(Unreadable.part("unit file", file.logical(), unreadable));
    }
  }

  /** The content; a mask has none. */
  static byte[] bytes(SystemRoot root, SourceFile file) throws IOException {
    return file.isNullDevice() ? new byte[0] : root.read(file.resolved());
  }

  private static Optional<String> decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0 || lineOfFirstBadByte(bytes) == 0
        ? Optional.of(text)
        : Optional.empty();
  }

  /** 1-based; 0 if every byte is good. */
  private static int lineOfFirstBadByte(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true);
    if (!result.isError()) {
      return 0;
    }
    int line = 1;
    for (int i = 0; i < in.position(); i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
