package io.leadloop.page.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.Engine;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Qute's engine is built as Quarkus builds it: it loads each template before it is complete. */
class LazyTemplatesTest {
  private static final String PAGE = "console/lead.html";

  private final List<String> read = new ArrayList<>();
  private final LazyTemplates lazy = new LazyTemplates();

  @Test
  void templateIsReadAtItsFirstUseOnly() {
    EngineBuilder builder = Engine.builder().addDefaults();
    lazy.building(builder);
    Engine engine = builder.addLocator(id -> Optional.of(new Text(id))).build();
    engine.getTemplate(PAGE);
    assertThat(read).isEmpty();

    lazy.built(engine);
    assertThat(engine.getTemplate(PAGE).render()).isEqualTo("text of " + PAGE);
    assertThat(engine.getTemplate(PAGE).render()).isEqualTo("text of " + PAGE);
    assertThat(read).containsExactly(PAGE);
  }

  private final class Text implements TemplateLocation {
    private final String id;

    Text(String id) {
      this.id = id;
    }

    @Override
    public Reader read() {
      read.add(id);
      return new StringReader("text of " + id);
    }

    @Override
    public Optional<Variant> getVariant() {
      return Optional.empty();
    }
  }
}
