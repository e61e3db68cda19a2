package dev.steadfast.config;

import dev.steadfast.config.Directive.Body;
import dev.steadfast.config.DirectiveHead.Kind;
import dev.steadfast.config.IncludedFiles.OpenFile;
import dev.steadfast.diagnostic.Parsed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a file of blocks and what it includes, in the order in which the daemon reads them.
 *
 * <pre>
 * file      = {directive}
 * directive = word {word} (";" | "{" {directive} "}")
 *           | "include" pattern ";"              the directives of these files
 *           | name-of-data {word} "{" {entry} "}"
 *           | name-of-code {word} "{" code "}"
 * entry     = word {word} ";" | "include" pattern ";"
 * </pre>
 *
 * <p>A block ends in the file that opens it. Reading a file ends with its first syntax error, the
 * files that come after it are read all the same. Which directives there are is not known here.
 *
 * <p>Source: ngx_conf_parse and ngx_conf_include of nginx 1.22.
 */
final class DirectiveParser {
  private static final int MAX_INCLUDE_DEPTH = 100;
  private static final int MAX_BLOCK_DEPTH = 100;
  private static final String INCLUDE = "include";

  /** Blocks of entries, which no directive begins. */
  private static final Set<String> DATA =
      Set.of("charset_map", "geo", "map", "split_clients", "types");

  private static final String CODE_SUFFIX = "_by_lua_block";

  private final Problems problems = new Problems();
  private final Path main;
  private final IncludedFiles includedFiles;

  private DirectiveParser(ConfigSource source) {
    this.main = source.path();
    this.includedFiles = new IncludedFiles(source.root(), problems, MAX_INCLUDE_DEPTH);
  }

  static Parsed<ConfigContent> parse(ConfigSource source) {
    DirectiveParser parser = new DirectiveParser(source);
    List<Directive> all = new ArrayList<>();
    parser.readFile(OpenFile.of(source), new Level(0, Inside.DIRECTIVES), all);
    return parser.problems.orAccept(new Directives(all, parser.includedFiles.names()));
  }

  /** What the daemon looks for between braces. */
  private enum Inside {
    DIRECTIVES,
    ENTRIES
  }

  /**
   * A place in the tree.
   *
   * @param depth how many blocks are open, in all files
   */
  private record Level(int depth, Inside inside) {}

  /** One file under way. */
  private record Reading(OpenFile file, DirectiveScanner scanner) {}

  private void readFile(OpenFile file, Level level, List<Directive> into) {
    Reading reading = new Reading(file, new DirectiveScanner(file.text()));
    DirectiveHead end = readDirectives(reading, level, into);
    if (end.kind() == Kind.CLOSES_BLOCK) {
      reject(reading, end, "unexpected \"}\"");
    }
  }

  /** Reads up to what ends the block or the file. What is broken was reported. */
  private DirectiveHead readDirectives(Reading reading, Level level, List<Directive> into) {
    while (true) {
      DirectiveHead head = reading.scanner().next();
      boolean isRead =
          switch (head.kind()) {
            case SIMPLE -> addSimple(reading, level, head, into);
            case OPENS_BLOCK -> addBlock(reading, level, head, into);
            case CLOSES_BLOCK, END_OF_FILE -> false;
            case BROKEN -> reject(reading, head, head.problem());
          };
      if (!isRead || problems.areMany()) {
        boolean isEnd = head.kind() == Kind.CLOSES_BLOCK || head.kind() == Kind.END_OF_FILE;
        return isEnd ? head : new DirectiveHead(Kind.BROKEN, List.of(), head.line(), "");
      }
    }
  }

  private boolean addSimple(
      Reading reading, Level level, DirectiveHead head, List<Directive> into) {
    Directive directive = new Directive(head.words(), new Body.Nothing());
    if (!directive.name().equals(INCLUDE)) {
      into.add(directive);
      return isNamed(reading, level, head);
    }
    if (directive.arguments().size() != 1) {
      problems.add(reading.file().path(), head.line(), "include does not name one pattern");
      return true;
    }
    String pattern = directive.arguments().getFirst();
    FilePattern located =
        new FilePattern(
            pattern.startsWith("/") ? pattern : main.resolveSibling("") + "/" + pattern);
    for (OpenFile file : includedFiles.open(reading.file(), head.line(), located)) {
      readFile(file, level, into);
    }
    return true;
  }

  private boolean addBlock(Reading reading, Level level, DirectiveHead head, List<Directive> into) {
    String name = head.words().getFirst();
    if (level.inside() == Inside.ENTRIES || name.equals(INCLUDE)) {
      return reject(reading, head, "unexpected \"{\"");
    }
    if (level.depth() == MAX_BLOCK_DEPTH) {
      return reject(reading, head, "blocks are nested more than " + MAX_BLOCK_DEPTH + " deep");
    }
    if (!isNamed(reading, level, head)) {
      return false;
    }
    boolean isCode = name.endsWith(CODE_SUFFIX);
    return isCode
        ? addCode(reading, head, into)
        : addChildren(reading, level.depth() + 1, head, into);
  }

  private boolean addCode(Reading reading, DirectiveHead head, List<Directive> into) {
    DirectiveHead code = reading.scanner().code();
    if (code.kind() == Kind.BROKEN) {
      return reject(reading, code, code.problem());
    }
    into.add(new Directive(head.words(), new Body.Code(code.words().getFirst())));
    return true;
  }

  private boolean addChildren(
      Reading reading, int depth, DirectiveHead head, List<Directive> into) {
    boolean isData = DATA.contains(head.words().getFirst());
    Level level = new Level(depth, isData ? Inside.ENTRIES : Inside.DIRECTIVES);
    List<Directive> children = new ArrayList<>();
    DirectiveHead end = readDirectives(reading, level, children);
    if (end.kind() == Kind.END_OF_FILE) {
      return reject(reading, end, "unexpected end of file, a block is open");
    }
    Body body = isData ? new Body.Entries(children) : new Body.Block(children);
    into.add(new Directive(head.words(), body));
    return end.kind() == Kind.CLOSES_BLOCK;
  }

  private boolean isNamed(Reading reading, Level level, DirectiveHead head) {
    boolean isNameless = head.words().getFirst().isEmpty() && level.inside() == Inside.DIRECTIVES;
    return !isNameless || reject(reading, head, "directive without a name");
  }

  /** False, as what comes after it in this file cannot be read. */
  private boolean reject(Reading reading, DirectiveHead at, String why) {
    problems.add(reading.file().path(), at.line(), "syntax error: " + why);
    return false;
  }
}
