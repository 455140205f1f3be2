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
 * Waits for the answers of Kafka's administration. A refusal becomes a problem that tells whoever
 * runs Kafka what to change: {@link ErrorCode#KAFKA_REFUSED}, with the right that the gateway's own
 * account lacks; {@link ErrorCode#KAFKA_UNAVAILABLE} where the same may succeed later.
 */
public final class KafkaAnswers {
  private static final Logger LOG = Logger.getLogger(KafkaAnswers.class);
  private static final Duration WITHIN = Duration.ofSeconds(15);
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

  private KafkaAnswers() {}

  /** The answer; blocks until it is there. */
  static <T> T await(KafkaFuture<T> answer, KafkaRight right) {
    try {
      return get(answer);
    } catch (ApiException e) {
      throw explained(e, right);
    }
  }

  /**
   * Waits for something to be done.
   *
   * @param alreadySo the failure that means that there was nothing to do
   * @return whether there was
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

  /** The answer or Kafka's own failure, an {@link ApiException}. */
  public static <T> T get(Future<T> answer) {
    try {
      return answer.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka was asked", e);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("no answer within " + WITHIN, e);
    }
  }

  private static ProblemException explained(ApiException e, KafkaRight right) {
    if (e instanceof RetriableException) {
      return ProblemException.passing(
          ErrorCode.KAFKA_UNAVAILABLE,
          "Kafka did not answer when asked to %s.".formatted(right.deed()),
          COME_BACK_AFTER);
    }
    String reason = reason(e, right);
    // Kafka's own words may repeat the whole request.
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
          .formatted(right.deed(), right.needs(), wayOut(right));
    }
    return "Kafka refuses to %s (%s).%s".formatted(right.deed(), e.getMessage(), wayOut(right));
  }

  private static String wayOut(KafkaRight right) {
    return right.concernsAccounts()
        ? " Or set leadloop.kafka.accounts=external and make the accounts yourself."
        : "";
  }
}
