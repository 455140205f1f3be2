package io.leadloop.http;

import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.inject.Singleton;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;

/**
 * What is validated comes from outside and is never an entity. Asking the mapper of each member
 * whether it is loaded, and keeping its answers, would cost more than the checks themselves.
 */
@Singleton
public class PlainValidation implements ValidatorFactoryCustomizer {
  @Override
  public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
    configuration.enableTraversableResolverResultCache(false);
    configuration.traversableResolver(new Everything());
  }

  private static final class Everything implements TraversableResolver {
    @Override
    public boolean isReachable(
        Object bean, Path.Node member, Class<?> root, Path toMember, ElementType elementType) {
      return true;
    }

    @Override
    public boolean isCascadable(
        Object bean, Path.Node member, Class<?> root, Path toMember, ElementType elementType) {
      return true;
    }
  }
}
