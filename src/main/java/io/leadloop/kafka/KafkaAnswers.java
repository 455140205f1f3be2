package io.leadloop.kafka;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Awaits results of Kafka's admin client. A refusal becomes a problem that explains what to change
 * in Kafka: {@link ErrorCode#KAFKA_REFUSED} with the right that the gateway's account lacks, or
 * {@link ErrorCode#KAFKA_UNAVAILABLE} if a retry may succeed.
 */
public final class KafkaAnswers {
  private static final Logger LOG = Logger.getLogger(KafkaAnswers.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private KafkaAnswers() {}

  /** Blocks until the result is available. */
  static <T> T await(KafkaFuture<T> answer, KafkaRight right) {
    try {
      return get(answer);
    } catch (ApiException e) {
      throw explained(e, right);
    }
  }

  /**
   * Blocks until the change is done.
   *
   * @param alreadySo the failure that means that there was nothing to change
   * @return whether something changed
   */
  public static boolean awaitUnless(
      KafkaFuture<Void> done, KafkaRight right, Class<? extends ApiException> alreadySo) {
    try {
      get(done);
      return true;
    } catch (ApiException e) {
      if (alreadySo.isInstance(e)) {
        return false;
      }
      throw explained(e, right);
    }
  }

  /** Returns the result or throws Kafka's {@link ApiException}. */
  public static <T> T get(Future<T> answer) {
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Kafka", e);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("no answer within " + TIMEOUT, e);
    }
  }

  private static ProblemException explained(ApiException e, KafkaRight right) {
    if (e instanceof RetriableException) {
      return ProblemException.passing(
          ErrorCode.KAFKA_UNAVAILABLE,
          "Kafka did not answer when asked to %s.".formatted(right.operation()),
          RETRY_AFTER);
    }
    String reason = reason(e, right);
    // Kafka's message may contain the whole request.
    LOG.warnf("%s cause=%s", reason, e.getClass().getSimpleName());
    return new ProblemException(ErrorCode.KAFKA_REFUSED, reason);
  }

  private static String reason(ApiException e, KafkaRight right) {
    if (e instanceof SecurityDisabledException) {
      return "Kafka has no authorizer, so no account there can be kept to its own topic."
          + " Configure one (authorizer.class.name), or set leadloop.kafka.accounts=external.";
    }
    if (e instanceof AuthenticationException) {
      return "Kafka refuses the login of the gateway's own account (kafka.sasl.*): "
          + e.getMessage();
    }
    if (e instanceof AuthorizationException) {
      return "Kafka does not let the gateway's own account %s: it needs %s.%s"
          .formatted(right.operation(), right.requirement(), alternative(right));
    }
    return "Kafka refuses to %s (%s).%s"
        .formatted(right.operation(), e.getMessage(), alternative(right));
  }

  private static String alternative(KafkaRight right) {
    return right.concernsAccounts()
        ? " Or set leadloop.kafka.accounts=external and make the accounts yourself."
        : "";
  }
}
