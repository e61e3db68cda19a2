package dev.steadfast.diff;

import dev.steadfast.testing.Row;
import dev.steadfast.testing.WrittenSystem;
import java.util.ArrayList;
import java.util.List;

/** The table of {@link ContentComparisonTest}. */
final class ContentCases {
  private ContentCases() {}

  /**
   * Two texts over two stores.
   *
   * @param differences kind, name in the store on the old side, and detail, one a line
   */
  record Case(
      String name,
      String before,
      WrittenSystem old,
      String after,
      WrittenSystem next,
      List<String> differences,
      String because)
      implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static WrittenSystem store(String... filesAndTexts) {
    WrittenSystem system = new WrittenSystem();
    for (int i = 0; i < filesAndTexts.length; i += 2) {
      system.store(filesAndTexts[i], filesAndTexts[i + 1]);
    }
    return system;
  }

  /** The same text on both sides over two stores. */
  private static Case over(
      String name,
      String text,
      WrittenSystem old,
      WrittenSystem next,
      String because,
      String... differences) {
    return new Case(name, text, old, text, next, List.of(differences), because);
  }

  static List<Case> cases() {
    List<Case> all = new ArrayList<>(texts());
    all.addAll(nested());
    all.addAll(pairings());
    all.addAll(trees());
    return Row.table(all.toArray(Case[]::new));
  }

  private static List<Case> texts() {
    WrittenSystem one = store("a.conf", "x = 1\n");
    String bare = "hash 0123456789abcdfghijklmnpqrsvwxy";
    return List.of(
        over("the same path", "-c @{a.conf}", one, one, "it is the same file"),
        over("another hash", "-c @{a.conf}", one, one.copy().rebuilt("a.conf"), "equal bytes"),
        over(
            "another text",
            "-c @{a.conf}",
            one,
            store("a.conf", "x = 2\ny = 3\n"),
            "bytes differ where no path stands",
            "TEXT a.conf 1 line removed, 2 added"),
        new Case(
            "text around the path",
            "-c @{a.conf}",
            one,
            "-f @{a.conf}",
            one.copy().rebuilt("a.conf"),
            List.of("TEXT / around"),
            "the argument before it is not the same"),
        new Case(
            "bare hash",
            bare + "z",
            one,
            bare + "y",
            one,
            List.of("TEXT / around"),
            "without the store prefix a hash is data"),
        new Case(
            "another name",
            "@{a.conf}",
            one,
            "@{b.conf}",
            store("b.conf", "x = 1\n"),
            List.of("UNPAIRED a.conf has another name"),
            "a program may look at the name of its file"),
        new Case(
            "another path inside",
            "@{p}/a",
            store("p/a", "1\n", "p/b", "1\n"),
            "@{p}/b",
            store("p/a", "1\n", "p/b", "1\n").rebuilt("p"),
            List.of("UNPAIRED p/a has another name"),
            "equal content under another name"));
  }

  private static List<Case> nested() {
    WrittenSystem outer = store("outer", "include @{inner}\n", "inner", "x = 1\n");
    WrittenSystem script = store("start", "#!@{bash}/bin/bash\nrun\n", "bash/bin/bash", "ELF 5");
    return List.of(
        over(
            "another hash all the way down",
            "@{outer}",
            outer,
            outer.copy().rebuilt("inner"),
            "the counterparts are proved equal themselves"),
        over(
            "same text over different nested content",
            "@{outer}",
            outer,
            outer.copy().store("inner", "x = 2\n"),
            "masking the hash would call them equal",
            "TEXT inner 1 line removed, 1 added"),
        over(
            "script over another interpreter",
            "@{start}",
            script,
            script.copy().store("bash/bin/bash", "ELF 6"),
            "a rebuilt interpreter is another program",
            "PROGRAM bash/bin/bash "),
        over(
            "program with equal bytes",
            "@{bash}/bin/bash",
            script,
            script.copy().rebuilt("bash"),
            "a program is equal only to itself: what it links to is not read",
            "PROGRAM bash/bin/bash "),
        over(
            "script with another line",
            "@{start}",
            script,
            script.copy().store("start", "#!@{bash}/bin/bash\nrun --fast\n"),
            "a script differs as a script, not as a text",
            "SCRIPT start 1 line removed, 1 added"),
        over(
            "reference to itself",
            "@{self}",
            store("self/a", "I am @{self}\n"),
            store("self/a", "I am @{self}\n").rebuilt("self"),
            "the pair under comparison is taken as equal"),
        over(
            "cycle",
            "@{x}",
            store("x", "to @{y}\n", "y", "to @{x}\n"),
            store("x", "to @{y}\n", "y", "to @{x}\n").rebuilt("x"),
            "equal as long as nothing on the cycle says otherwise"),
        over(
            "cycle with a difference",
            "@{x}",
            store("x", "to @{y}\n", "y", "to @{x}\n"),
            store("x", "to @{y}\n", "y", "2 to @{x}\n"),
            "assuming x equal does not make y equal",
            "TEXT y 1 line removed, 1 added"),
        over(
            "one pair met twice",
            "@{outer} @{outer}",
            outer,
            outer.copy().store("inner", "x = 2\n"),
            "reported once",
            "TEXT inner 1 line removed, 1 added"));
  }

  private static List<Case> pairings() {
    WrittenSystem two = store("c#1", "one\n", "c#2", "two\n");
    WrittenSystem twins = store("c#1", "same\n", "c#2", "same\n");
    return List.of(
        new Case(
            "swapped",
            "a=@{c#1} b=@{c#2}",
            two,
            "a=@{c#2} b=@{c#1}",
            two,
            List.of("TEXT c 1 line removed, 1 added", "TEXT c 1 line removed, 1 added"),
            "each stands for the other's content now"),
        new Case(
            "merged",
            "a=@{c#1} b=@{c#2}",
            twins,
            "a=@{c#1} b=@{c#1}",
            twins,
            List.of("UNPAIRED c stands for different paths in different places"),
            "two files have become one: no bijection"),
        new Case(
            "split",
            "a=@{c#1} b=@{c#1}",
            twins,
            "a=@{c#1} b=@{c#2}",
            twins,
            List.of("UNPAIRED c stands for different paths in different places"),
            "one file has become two: no bijection"));
  }

  private static List<Case> trees() {
    WrittenSystem tree = store("t/a", "1\n", "t/d/b", "2\n", "z", "3\n");
    return List.of(
        over("tree", "@{t}", tree, tree.copy().rebuilt("t"), "file by file the same"),
        over(
            "file in a tree",
            "@{t}",
            tree,
            tree.copy().store("t/d/b", "0\n"),
            "the file that differs is named",
            "TEXT t/d/b 1 line removed, 1 added"),
        over(
            "one file more",
            "@{t}",
            tree,
            tree.copy().store("t/d/c", "0\n"),
            "a program may list the directory",
            "UNPAIRED t/d other files in the directory"),
        over(
            "file for a directory",
            "@{t}",
            tree,
            store("t", "1\n"),
            "not the same kind",
            "UNPAIRED t one is a directory"),
        over(
            "path that is only in one",
            "@{t}/a",
            tree,
            store("t/b", "1\n"),
            "what reads it finds nothing on one side",
            "UNPAIRED t/a only one of the two paths exists"),
        over(
            "path that is in neither",
            "@{t}/$X",
            tree,
            tree.copy().rebuilt("t"),
            "the rest of the path is made at run time, so the whole object is compared"),
        over(
            "links over equal content",
            "@{t}",
            tree.copy().storeLink("t/l", "@{z}"),
            tree.copy().rebuilt("z").storeLink("t/l", "@{z}"),
            "targets are references like others"),
        over(
            "links over other content",
            "@{t}",
            tree.copy().storeLink("t/l", "@{z}"),
            tree.copy().store("z", "4\n").storeLink("t/l", "@{z}"),
            "a link is not equal because its text is",
            "TEXT z 1 line removed, 1 added"),
        over(
            "link to another place",
            "@{t}",
            tree.copy().storeLink("t/l", "a"),
            tree.copy().storeLink("t/l", "d/b"),
            "relative targets are text",
            "UNPAIRED t/l other link targets"),
        over(
            "link for a file",
            "@{t}",
            tree,
            tree.copy().without("t/a").storeLink("t/a", "@{z}"),
            "a file is not a link, whatever is behind it",
            "UNPAIRED t/a other link targets"));
  }
}
