package io.leadloop.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The packages as a table in Markdown: what each is for, in its own words, and what it may use. */
public final class PackageReference {
  private static final Path ROOT = Path.of("src/main/java/io/leadloop");

  private static final String HEAD =
      "| Package `io.leadloop.…` | Purpose | May use |\n|---|---|---|\n";

  private PackageReference() {}

  /**
   * @param mayUse the packages, relative to the product's root, and which others each may use
   */
  public static String table(Map<String, Set<String>> mayUse) throws IOException {
    Map<String, String> purposes = purposes(mayUse.keySet());
    return mayUse.keySet().stream()
        .sorted()
        .map(name -> row(name, purposes.get("io.leadloop." + name), mayUse.get(name)))
        .collect(joining("", HEAD, ""));
  }

  private static String row(String name, String purpose, Set<String> used) {
    String types = purpose.replaceAll("io\\.leadloop\\.[a-z.]*(?=[A-Z])", "");
    return "| `%s` | %s | %s |\n".formatted(name, types, String.join(", ", new TreeSet<>(used)));
  }

  /** The first sentence of each {@code package-info}, by the package's full name. */
  private static Map<String, String> purposes(Set<String> packages) throws IOException {
    List<Path> sources =
        packages.stream()
            .map(name -> ROOT.resolve(name.replace('.', '/')).resolve("package-info.java"))
            .toList();
    Map<String, String> purposes = new HashMap<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<String> options = List.of("-proc:none");
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        TreePath declaration = new TreePath(new TreePath(unit), unit.getPackage());
        DocCommentTree comment = trees.getDocCommentTree(declaration);
        purposes.put(
            unit.getPackageName().toString(), CommentMarkdown.of(comment.getFirstSentence()));
      }
    }
    return purposes;
  }
}
