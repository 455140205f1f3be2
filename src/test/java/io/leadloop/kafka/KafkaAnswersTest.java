package io.leadloop.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class KafkaAnswersTest {
  @Test
  void brokerWithoutAuthorizerIsReported() {
    ProblemException problem = problem(new SecurityDisabledException("No Authorizer"));
    assertThat(problem.code()).isEqualTo(ErrorCode.KAFKA_REFUSED);
    assertThat(problem.getMessage())
        .contains("no authorizer")
        .contains("leadloop.kafka.accounts=external");
  }

  @Test
  void missingRightIsNamed() {
    ProblemException problem = problem(new ClusterAuthorizationException("no"));
    assertThat(problem.code()).isEqualTo(ErrorCode.KAFKA_REFUSED);
    assertThat(problem.getMessage()).contains("it needs ALTER on the cluster.");
  }

  @Test
  void rejectedLoginIsNotReportedAsMissingRight() {
    assertThat(problem(new SaslAuthenticationException("Invalid username or password")))
        .hasMessage(
            "Kafka refuses the login of the gateway's own account (kafka.sasl.*): Invalid username"
                + " or password");
  }

  @Test
  void unsupportedOperationQuotesKafka() {
    assertThat(problem(new UnsupportedVersionException("SCRAM needs a later version")))
        .hasMessageStartingWith(
            "Kafka refuses to change a provider's account (SCRAM needs a later version).");
    assertThat(problem(new InvalidReplicationFactorException("3 is larger than 1")).code())
        .isEqualTo(ErrorCode.KAFKA_REFUSED);
  }

  @Test
  void transientFailureHasRetryAfter() {
    ProblemException problem = problem(new TimeoutException("no broker"));
    assertThat(problem.code()).isEqualTo(ErrorCode.KAFKA_UNAVAILABLE);
    assertThat(problem.retryAfter()).isPresent();
  }

  @Test
  void existingResourceIsNoFailure() {
    KafkaFutureImpl<Void> future = new KafkaFutureImpl<>();
    future.completeExceptionally(new TopicExistsException("it exists"));
    assertThat(
            KafkaAnswers.awaitUnless(future, KafkaRight.CREATE_TOPICS, TopicExistsException.class))
        .isFalse();
  }

  private static ProblemException problem(ApiException failure) {
    KafkaFutureImpl<Void> future = new KafkaFutureImpl<>();
    future.completeExceptionally(failure);
    return catchThrowableOfType(
        ProblemException.class, () -> KafkaAnswers.await(future, KafkaRight.CHANGE_ACCOUNTS));
  }
}
