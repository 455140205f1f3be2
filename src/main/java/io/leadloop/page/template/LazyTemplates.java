package io.leadloop.page.template;

import io.quarkus.qute.Engine;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.Reader;
import java.util.Optional;

/**
 * Leaves the pages' templates to their first use. Qute reads all of them while the gateway starts,
 * which was a tenth of a start, and the build has checked them. So it finds an empty text in place
 * of each until its engine is complete, and forgets these then.
 */
@Singleton
class LazyTemplates {
  private static final TemplateLocation EMPTY =
      new TemplateLocation() {
        @Override
        public Reader read() {
          return Reader.nullReader();
        }

        @Override
        public Optional<Variant> getVariant() {
          return Optional.empty();
        }
      };

  private volatile boolean isComplete;

  /** Registered before Quarkus' own locator, it is asked first. */
  void building(@Observes EngineBuilder engine) {
    engine.addLocator(id -> isComplete ? Optional.empty() : Optional.of(EMPTY));
  }

  void built(@Observes Engine engine) {
    isComplete = true;
    engine.clearTemplates();
  }
}
