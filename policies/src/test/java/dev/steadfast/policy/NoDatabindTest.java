package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies are read at each switch: the classes that bind data to objects would cost too much. */
class NoDatabindTest {
  private static final String DATABIND = "com.fasterxml.jackson.databind.";

  /** The class path of this test once more, with a note of each class that is asked for. */
  private static final class Recording extends URLClassLoader {
    private final List<String> asked = new ArrayList<>();

    Recording(URL[] urls) {
      super(urls, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      asked.add(name);
      return super.loadClass(name, resolve);
    }
  }

  @Test
  void readingPoliciesLoadsNoDatabind() throws ReflectiveOperationException, IOException {
    try (Recording loader = new Recording(classPath())) {
      Object files =
          loader.loadClass(PolicyFiles.class.getName()).getMethod("shipped").invoke(null);
      Object read =
          loader
              .loadClass(PolicySetReader.class.getName())
              .getMethod("read", files.getClass(), files.getClass())
              .invoke(null, files, files);
      assertEquals("Accepted", read.getClass().getSimpleName());
      assertTrue(
          loader.asked.contains(YAMLFactory.class.getName()), "it is this loader that is asked");
      assertEquals(
          List.of(), loader.asked.stream().filter(name -> name.startsWith(DATABIND)).toList());
    }
  }

  private static URL[] classPath() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
