#!/bin/sh
# Prints a provider's topic, one line for each event, and goes on from there when started again.
# Needs kcat 1.7, and for a password librdkafka 2.6.1 or later. See README.md in this folder for the
# environment variables.
set -eu

# The settings come by standard input, so that no password is in the list of processes.
settings() {
  if [ -n "${KAFKA_USERNAME:-}" ]; then
    echo "security.protocol=${KAFKA_SECURITY_PROTOCOL:-SASL_SSL}"
    echo "sasl.mechanism=SCRAM-SHA-512"
    echo "sasl.username=$KAFKA_USERNAME"
    echo "sasl.password=$KAFKA_PASSWORD"
  fi
  if [ -n "${KAFKA_CA_FILE:-}" ]; then
    echo "ssl.ca.location=$KAFKA_CA_FILE"
  fi
  echo "bootstrap.servers=$KAFKA_BOOTSTRAP_SERVERS"
  echo "auto.offset.reset=earliest"      # for a group that has no position yet
  echo "isolation.level=read_committed"  # each event once
}

# Here goes what your side does with an event: its type is in $1, its data in $2.
work() {
  echo "$1 $2"
}

tab=$(printf '\t')
seen=' '
settings | kcat -q -F /dev/stdin -u -f '%h\t%s\n' -G "$LEADLOOP_GROUP" "$LEADLOOP_TOPIC" |
  while IFS=$tab read -r headers data; do
    id=${headers#*ce_id=}
    id=${id%%,*}
    type=${headers#*ce_type=}
    type=${type%%,*}
    case $seen in *" $id "*) continue ;; esac
    work "$type" "$data"
    seen="$seen$id "
    if [ ${#seen} -gt 100000 ]; then # some 2,700 ids: the oldest is forgotten
      seen=${seen# }
      seen=" ${seen#* }"
    fi
  done
