package io.leadloop.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The comments of source files as Markdown. A missing comment is an error. */
final class SourceComments {
  /** By the canonical name of the type, with {@code #} before a method or a parameter of one. */
  private final Map<String, List<? extends DocTree>> comments = new HashMap<>();

  private final List<String> order = new ArrayList<>();

  /** Parses the files; what they use is not looked at. */
  static SourceComments in(List<Path> sources) throws IOException {
    SourceComments found = new SourceComments();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<String> options = List.of("-proc:none");
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        found.new Reading(trees, unit.getPackageName().toString()).scan(unit, null);
      }
    }
    return found;
  }

  String of(Class<?> type) {
    return get(type.getCanonicalName());
  }

  String of(Method method) {
    return get(name(method));
  }

  /** The text of the {@code @param} of its method or constructor. */
  String of(Parameter parameter) {
    Class<?> type = parameter.getDeclaringExecutable().getDeclaringClass();
    return get(type.getCanonicalName() + "#" + parameter.getName());
  }

  /** Counts up with the methods of a type. */
  int position(Method method) {
    return order.indexOf(name(method));
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getCanonicalName() + "#" + method.getName();
  }

  private String get(String name) {
    List<? extends DocTree> comment = comments.get(name);
    if (comment == null) {
      throw new IllegalStateException(name + " needs a comment: operators read it");
    }
    return CommentMarkdown.of(comment);
  }

  /** Of one file. */
  private final class Reading extends TreePathScanner<Void, Void> {
    private final DocTrees trees;
    private String enclosing;

    Reading(DocTrees trees, String enclosing) {
      this.trees = trees;
      this.enclosing = enclosing;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      String outside = enclosing;
      enclosing = outside + "." + type.getSimpleName();
      keep(enclosing);
      super.visitClass(type, null);
      enclosing = outside;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      keep(enclosing + "#" + method.getName());
      return null;
    }

    private void keep(String name) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        order.add(name);
        comments.put(name, comment.getFullBody());
        comment.getBlockTags().forEach(this::keepParameter);
      }
    }

    private void keepParameter(DocTree tag) {
      if (tag instanceof ParamTree parameter) {
        comments.put(enclosing + "#" + parameter.getName(), parameter.getDescription());
      }
    }
  }
}
