package io.leadloop.push.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.push.wire.PushReply;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of answers of {@code src/docs/provider/push.md}. */
class AnswerMeaningTest {
  @ParameterizedTest
  @CsvSource({
    "200,DELIVERED",
    "201,DELIVERED",
    "204,DELIVERED",
    "299,DELIVERED",
    "410,GONE",
    "429,SLOW_DOWN",
    "502,SLOW_DOWN",
    "503,SLOW_DOWN",
    "504,SLOW_DOWN",
    "301,ENDPOINT",
    "302,ENDPOINT",
    "307,ENDPOINT",
    "399,ENDPOINT",
    "101,ENDPOINT",
    "401,ENDPOINT",
    "403,ENDPOINT",
    "404,ENDPOINT",
    "500,EITHER",
    "501,EITHER",
    "505,EITHER",
    "599,EITHER",
    "400,EVENT",
    "405,EVENT",
    "409,EVENT",
    "413,EVENT",
    "418,EVENT",
    "422,EVENT"
  })
  void aStatusHasOneMeaning(int status, AnswerMeaning meaning) {
    PushReply answer = new PushReply.Answered(status, Optional.empty(), new byte[0], Duration.ZERO);
    assertThat(AnswerMeaning.of(answer)).isEqualTo(meaning);
  }

  @Test
  void aProbeThatFailsIsTheEndpointsFault() {
    assertThat(AnswerMeaning.EITHER.ofAProbe().isAttempt()).isFalse();
    assertThat(AnswerMeaning.EVENT.ofAProbe()).isEqualTo(AnswerMeaning.EVENT);
    assertThat(AnswerMeaning.DELIVERED.ofAProbe()).isEqualTo(AnswerMeaning.DELIVERED);
  }

  @Test
  void withoutAnAnswerItDependsOnHowFarItCame() {
    assertThat(AnswerMeaning.of(new PushReply.NoAnswer("time-out", Duration.ZERO)))
        .isEqualTo(AnswerMeaning.EITHER);
    assertThat(AnswerMeaning.of(new PushReply.Unreachable("refused", Duration.ZERO)))
        .isEqualTo(AnswerMeaning.ENDPOINT);
  }
}
