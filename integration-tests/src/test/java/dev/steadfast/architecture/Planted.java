package dev.steadfast.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources compiled on the spot, in the very packages that the rules are about. */
final class Planted {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|record|enum|interface) (\\w+)");

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  // One for all: opening the class path anew takes longer than compiling.
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, null);

  private Planted() {}

  /** Compiles the sources into a directory and reads back what came out. */
  static JavaClasses compiled(Path into, List<String> sources) {
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach(source -> files.add(new Source(source)));
    List<String> options = List.of("-proc:none", "-d", into.toString());
    StringWriter said = new StringWriter();
    if (!COMPILER.getTask(said, FILES, null, options, null, files).call()) {
      throw new AssertionError("a planted source does not compile: " + said);
    }
    return new ClassFileImporter().importPath(into);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(
          URI.create("planted:///" + first(PACKAGE, text).replace('.', '/') + '/' + name(text)),
          Kind.SOURCE);
      this.text = text;
    }

    private static String name(String text) {
      return first(TYPE, text) + Kind.SOURCE.extension;
    }

    private static String first(Pattern pattern, String text) {
      Matcher matcher = pattern.matcher(text);
      return matcher.find() ? matcher.group(1) : "package-info";
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
