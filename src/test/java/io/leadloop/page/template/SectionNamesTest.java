package io.leadloop.page.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.qute.Engine;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.ValueResolver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Names in templates, with and without it. */
class SectionNamesTest {
  private static final Map<String, Object> DATA =
      Map.of("outer", "o", "items", List.of("a", "b"), "pairs", Map.of("size", 7));

  private final Asked asked = new Asked();

  @Test
  void namesStandForWhatQuteTakesThemFor() {
    for (String template :
        List.of(
            "{#for item in items}{item}{item_count}{outer}{/for}",
            "{#let outer=items.size}{outer}{#let outer=2}{outer}{/let}{outer}{/let}{outer}",
            "{#if items}{#for outer in items}{outer}{/for}{outer}{/if}",
            "{#for item in items}{#with pairs}{size}{outer}{/with}{/for}",
            "{#with outer}{length}{items.size}{/with}",
            "{pairs.size}{items.size}{outer.length}{missing ?: 'none'}")) {
      assertThat(engine(true).parse(template).data(DATA).render())
          .as(template)
          .isEqualTo(engine(false).parse(template).data(DATA).render())
          .isNotEmpty();
    }
  }

  @Test
  void anUnknownNameIsAnError() {
    assertThatThrownBy(() -> engine(true).parse("{#for i in items}{no}{/for}").data(DATA).render())
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("no");
  }

  @Test
  void noOtherResolverIsAskedForTheNamesOfALoop() {
    String template = "{#for item in items}{item}{outer}{/for}";
    assertThat(engine(true).parse(template).data(DATA).render()).isEqualTo("aobo");
    assertThat(asked.names).isEmpty();
    engine(false).parse(template).data(DATA).render();
    assertThat(asked.names).contains("outer");
  }

  private Engine engine(boolean isQuick) {
    var engine = Engine.builder().addDefaults().addValueResolver(asked).strictRendering(true);
    engine.addValueResolver(new io.quarkus.qute.ReflectionValueResolver());
    return (isQuick ? engine.addValueResolver(new SectionNames()) : engine).build();
  }

  /** Stands for the resolvers of all classes, which do not know the names of sections. */
  private static final class Asked implements ValueResolver {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    @Override
    public int getPriority() {
      return 10;
    }

    @Override
    public boolean appliesTo(EvalContext context) {
      if (context.getBase() == context.resolutionContext().getData()) {
        names.add(context.getName());
      }
      return false;
    }

    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
      throw new AssertionError("it applies to nothing");
    }
  }
}
