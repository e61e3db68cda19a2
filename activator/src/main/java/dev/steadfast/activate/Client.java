package dev.steadfast.activate;

import dev.steadfast.activate.Child.Ran;
import dev.steadfast.config.Term;
import dev.steadfast.config.Term.Part;
import dev.steadfast.plan.ClientSpec;
import dev.steadfast.plan.ClientSpec.FileLine;
import dev.steadfast.store.ByteText;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts queries to one unit's daemon. That it cannot be asked is an answer, never an exception. */
public final class Client {
  private static final int LARGEST_FILE = 1 << 20;
  private final Optional<ClientSpec> spec;
  private final UserCommand commands;

  /**
   * @param spec empty if the daemon cannot be asked
   * @param host where the users of units are looked up
   */
  public Client(Optional<ClientSpec> spec, Tools tools, SystemRoot host) {
    this(spec, new UserCommand(tools, host));
  }

  Client(Optional<ClientSpec> spec, UserCommand commands) {
    this.spec = spec;
    this.commands = commands;
  }

  /** One query; it takes no longer than the client's deadline. */
  public Answer ask(String query) {
    if (spec.isEmpty()) {
      return new Answer.NotAsked("the policy names no client");
    }
    try {
      List<String> argv = argv(spec.get(), query);
      return answer(commands.run(argv, spec.get().runAs(), spec.get().deadline()));
    } catch (IOException unreadable) {
      return new Answer.NotAsked(Why.of(unreadable));
    }
  }

  private static Answer answer(Ran ran) {
    return switch (ran) {
      case Ran.Exited(int code, Child.Output out, Child.Output err) when code != 0 ->
          new Answer.NotAsked("exit code " + code + ": " + Masked.firstLine(err.text()));
      case Ran.Exited(int code, Child.Output out, Child.Output err) when !out.complete() ->
          new Answer.NotAsked("the answer has no end");
      case Ran.Exited(int code, Child.Output out, Child.Output err) ->
          new Answer.Rows(rows(out.text()));
      case Ran.Expired(var deadline) ->
          new Answer.NotAsked("no answer within " + deadline.toMillis() + " ms");
      case Ran.NotStarted(String why) -> new Answer.NotAsked(why);
    };
  }

  private static List<List<String>> rows(String text) {
    return text.lines()
        .filter(line -> !line.isEmpty())
        .map(line -> List.of(line.split("\t", -1)))
        .toList();
  }

  private static List<String> argv(ClientSpec spec, String query) throws IOException {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, FileLine> value : spec.values().entrySet()) {
      values.put(value.getKey(), read(value.getValue()));
    }
    values.put("query", query);
    List<String> argv = new ArrayList<>();
    for (Term word : spec.run()) {
      argv.add(filled(word, values));
    }
    return argv;
  }

  private static String filled(Term word, Map<String, String> values) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Part part : word.parts()) {
      switch (part) {
        case Part.Literal(String literal) -> text.append(literal);
        case Part.Placeholder(String name) -> {
          String value = values.get(name);
          if (value == null) {
            throw new IOException("the client's {" + name + "} has no value");
          }
          text.append(value);
        }
      }
    }
    return text.toString();
  }

  /** The file belongs to the daemon, so it is not followed if it is a link. */
  private static String read(FileLine place) throws IOException {
    Path file = place.file();
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST_FILE) {
      throw new IOException(file + ": is not a small regular file");
    }
    List<String> lines = text(file).lines().toList();
    if (place.line() > lines.size()) {
      throw new IOException(file + ": has no line " + place.line());
    }
    String value = lines.get(place.line() - 1).strip();
    if (value.isEmpty()) {
      throw new IOException(file + ": line " + place.line() + " is empty");
    }
    return value;
  }

  /** Opened without following a link, should the daemon have put one there meanwhile. */
  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return ByteText.decode(in.readNBytes(LARGEST_FILE));
    }
  }
}
