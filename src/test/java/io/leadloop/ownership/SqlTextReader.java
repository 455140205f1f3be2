package io.leadloop.ownership;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Reads every text of the Java sources as the program will have it: a concatenation is one text,
 * and the constants in it are resolved, those of other classes, too.
 */
public final class SqlTextReader {
  private final Path root;
  private final List<CompilationUnitTree> units = new ArrayList<>();

  /** The values of constants, by class and name. */
  private final Map<String, ExpressionTree> constants = new HashMap<>();

  private SqlTextReader(Path root) {
    this.root = root;
  }

  /**
   * @param root the folder of the product's root package
   */
  public static List<SqlText> read(Path root) {
    SqlTextReader reader = new SqlTextReader(root.toAbsolutePath());
    reader.parse();
    reader.units.forEach(unit -> reader.new Constants().scan(unit, null));
    List<SqlText> texts = new ArrayList<>();
    reader.units.forEach(unit -> reader.new Texts(unit, texts).scan(unit, null));
    return texts;
  }

  private void parse() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> files = Files.walk(root);
        StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
      task.parse().forEach(units::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fileName(CompilationUnitTree unit) {
    String name = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
    return name.substring(0, name.length() - ".java".length());
  }

  private static boolean isConstant(VariableTree variable) {
    return variable.getInitializer() != null
        && variable.getModifiers().getFlags().contains(Modifier.FINAL)
        && variable.getModifiers().getFlags().contains(Modifier.STATIC)
        && variable.getType() != null
        && variable.getType().toString().equals("String");
  }

  /** Collects the constants of a file. */
  private final class Constants extends TreeScanner<Void, String> {
    @Override
    public Void visitClass(ClassTree type, String outer) {
      return super.visitClass(type, type.getSimpleName().toString());
    }

    @Override
    public Void visitVariable(VariableTree variable, String type) {
      if (isConstant(variable)) {
        constants.put(type + "." + variable.getName(), variable.getInitializer());
      }
      return super.visitVariable(variable, type);
    }
  }

  /** Collects the texts of a file. */
  private final class Texts extends TreeScanner<Void, String> {
    private final CompilationUnitTree unit;
    private final List<SqlText> texts;
    private String type = "";

    Texts(CompilationUnitTree unit, List<SqlText> texts) {
      this.unit = unit;
      this.texts = texts;
    }

    @Override
    public Void visitClass(ClassTree tree, String constant) {
      String outer = type;
      type = tree.getSimpleName().toString();
      super.visitClass(tree, null);
      type = outer;
      return null;
    }

    @Override
    public Void visitVariable(VariableTree variable, String constant) {
      return super.visitVariable(
          variable, isConstant(variable) ? variable.getName().toString() : constant);
    }

    @Override
    public Void visitLiteral(LiteralTree literal, String constant) {
      if (literal.getValue() instanceof String) {
        add(literal, constant);
      }
      return null;
    }

    @Override
    public Void visitBinary(BinaryTree expression, String constant) {
      if (isText(expression)) {
        add(expression, constant);
        return null;
      }
      return super.visitBinary(expression, constant);
    }

    private boolean isText(ExpressionTree expression) {
      if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
        return isText(sum.getLeftOperand()) || isText(sum.getRightOperand());
      }
      return expression instanceof LiteralTree literal && literal.getValue() instanceof String;
    }

    private void add(ExpressionTree expression, String constant) {
      List<SqlText.Borrowed> borrowed = new ArrayList<>();
      String text = new Resolver(unit, type, borrowed).text(expression);
      Path file = Path.of(unit.getSourceFile().toUri());
      String place = fileName(unit) + (constant == null ? "" : "." + constant);
      texts.add(new SqlText(SqlText.featureOf(root, file), place, text, borrowed));
    }
  }

  /** What an expression's text is. */
  private final class Resolver {
    private final CompilationUnitTree unit;
    private final String type;
    private final List<SqlText.Borrowed> borrowed;

    Resolver(CompilationUnitTree unit, String type, List<SqlText.Borrowed> borrowed) {
      this.unit = unit;
      this.type = type;
      this.borrowed = borrowed;
    }

    String text(ExpressionTree expression) {
      if (expression instanceof LiteralTree literal) {
        return String.valueOf(literal.getValue());
      } else if (expression instanceof ParenthesizedTree inner) {
        return text(inner.getExpression());
      } else if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
        return text(sum.getLeftOperand()) + text(sum.getRightOperand());
      } else if (expression instanceof IdentifierTree name) {
        return ofSameFile(name.getName().toString());
      } else if (expression instanceof MemberSelectTree member) {
        return ofMember(member);
      } else if (expression instanceof MethodInvocationTree call
          && call.getMethodSelect() instanceof MemberSelectTree method
          && method.getIdentifier().contentEquals("formatted")) {
        return text(method.getExpression());
      }
      return SqlTokens.UNKNOWN;
    }

    private String ofSameFile(String name) {
      ExpressionTree value = constants.get(type + "." + name);
      return value != null ? text(value) : ofImport(name);
    }

    private String ofImport(String name) {
      return unit.getImports().stream()
          .filter(imported -> imported.isStatic())
          .map(imported -> (MemberSelectTree) imported.getQualifiedIdentifier())
          .filter(member -> member.getIdentifier().contentEquals(name))
          .findAny()
          .map(this::ofMember)
          .orElse(SqlTokens.UNKNOWN);
    }

    private String ofMember(MemberSelectTree member) {
      String owner = lastName(member.getExpression());
      ExpressionTree value = constants.get(owner + "." + member.getIdentifier());
      if (value == null) {
        return SqlTokens.UNKNOWN;
      }
      String text = new Resolver(unit, owner, borrowed).text(value);
      if (!owner.equals(type) && !owner.equals(fileName(unit))) {
        borrowed.add(new SqlText.Borrowed(owner + "." + member.getIdentifier(), text));
      }
      return text;
    }

    private String lastName(ExpressionTree type) {
      return type instanceof MemberSelectTree member
          ? member.getIdentifier().toString()
          : type.toString();
    }
  }
}
