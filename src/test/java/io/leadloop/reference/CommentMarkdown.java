package io.leadloop.reference;

import static java.util.stream.Collectors.joining;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import io.smallrye.config.common.utils.StringUtil;
import java.util.List;
import java.util.Locale;

/**
 * Javadoc as one line of Markdown. It knows what the comments on settings have in them, and refuses
 * anything else rather than print it wrongly.
 */
final class CommentMarkdown extends SimpleDocTreeVisitor<String, Void> {
  private CommentMarkdown() {}

  static String of(List<? extends DocTree> comment) {
    CommentMarkdown markdown = new CommentMarkdown();
    return comment.stream()
        .map(part -> markdown.visit(part, null))
        .collect(joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  @Override
  public String visitText(TextTree text, Void unused) {
    return text.getBody();
  }

  @Override
  public String visitLiteral(LiteralTree literal, Void unused) {
    String text = literal.getBody().getBody();
    return literal.getKind() == DocTree.Kind.CODE ? code(text) : text;
  }

  @Override
  public String visitLink(LinkTree link, Void unused) {
    return link.getLabel().isEmpty()
        ? code(named(link.getReference().getSignature()))
        : of(link.getLabel());
  }

  @Override
  public String visitStartElement(StartElementTree element, Void unused) {
    return emphasis(element, element.getName().toString());
  }

  @Override
  public String visitEndElement(EndElementTree element, Void unused) {
    return emphasis(element, element.getName().toString());
  }

  private String emphasis(DocTree element, String name) {
    return name.equals("strong") ? "**" : defaultAction(element, null);
  }

  @Override
  protected String defaultAction(DocTree part, Void unused) {
    throw new IllegalArgumentException("no Markdown for " + part.getKind() + ": " + part);
  }

  /** The name for operators: a setting of the same mapping, a constant's wire name, or a type. */
  private static String named(String signature) {
    int member = signature.indexOf('#');
    String name = signature.substring(member + 1);
    if (member == 0) {
      return StringUtil.skewer(name.replace("()", ""));
    }
    return name.matches("[A-Z_]+") ? name.toLowerCase(Locale.ROOT) : signature.replace('#', '.');
  }

  private static String code(String text) {
    return "`" + text.strip() + "`";
  }
}
