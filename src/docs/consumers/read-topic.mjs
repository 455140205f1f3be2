// Prints a provider's topic, one line for each event, and goes on from there when started again.
// Needs @confluentinc/kafka-javascript 1. See README.md in this folder for the environment variables.
import kafkaJavascript from '@confluentinc/kafka-javascript';

const REMEMBERED = 10_000; // ids: more than may come again after a fault

const { KAFKA_BOOTSTRAP_SERVERS, LEADLOOP_TOPIC, LEADLOOP_GROUP, ...env } = process.env;

const security = env.KAFKA_USERNAME && {
  'security.protocol': env.KAFKA_SECURITY_PROTOCOL ?? 'SASL_SSL',
  'sasl.mechanism': 'SCRAM-SHA-512',
  'sasl.username': env.KAFKA_USERNAME,
  'sasl.password': env.KAFKA_PASSWORD,
};
const authority = env.KAFKA_CA_FILE && { 'ssl.ca.location': env.KAFKA_CA_FILE };

const consumer = new kafkaJavascript.KafkaJS.Kafka({
  'bootstrap.servers': KAFKA_BOOTSTRAP_SERVERS,
  'log_level': 3, // errors
  ...security,
  ...authority,
}).consumer({
  'group.id': LEADLOOP_GROUP,
  'auto.offset.reset': 'earliest', // for a group that has no position yet
  'enable.auto.commit': false,
  'isolation.level': 'read_committed', // each event once
});

/** Here goes what your side does with an event. */
async function work(headers, value) {
  console.log(`${headers.ce_type} ${value}`);
}

const seen = new Set(); // keeps the order in which ids came

await consumer.connect();
await consumer.subscribe({ topics: [LEADLOOP_TOPIC] });
await consumer.run({
  eachMessage: async ({ topic, partition, message }) => {
    const id = String(message.headers.ce_id);
    if (!seen.has(id)) {
      await work(message.headers, message.value);
      seen.add(id);
      if (seen.size > REMEMBERED) {
        seen.delete(seen.values().next().value);
      }
    }
    // After the work: an event that is cut off here comes again.
    const next = String(BigInt(message.offset) + 1n);
    await consumer.commitOffsets([{ topic, partition, offset: next }]);
  },
});

// Leaves the group, so that the next start need not wait until this one is missed.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => consumer.disconnect().then(() => process.exit(0)));
}
