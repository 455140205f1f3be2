{{/* The gateway's settings that are no secrets, as application.properties. */}}
{{- define "leadloop.settings" -}}
{{- $settings := dict
  "quarkus.http.port" "8080"
  "quarkus.management.port" "9000"
  "quarkus.shutdown.delay" (printf "%vS" .Values.drainSeconds)
  "leadloop.public-url" (required "publicUrl: the address that Oplead calls back" .Values.publicUrl)
  "quarkus.datasource.reactive.url" (include "leadloop.databaseUrl" .)
  "kafka.bootstrap.servers" (required "kafka.bootstrapServers: host:port,host:port" .Values.kafka.bootstrapServers)
  "kafka.security.protocol" .Values.kafka.securityProtocol
  "leadloop.kafka.accounts" .Values.kafka.accounts
  "leadloop.vault.keyset" "/etc/leadloop/vault/keyset.json"
-}}
{{- if hasPrefix "SASL" .Values.kafka.securityProtocol -}}
{{- $_ := set $settings "kafka.sasl.mechanism" .Values.kafka.saslMechanism -}}
{{- end -}}
{{- if .Values.database.certificateAuthority.secret -}}
{{- $_ := set $settings "quarkus.datasource.reactive.trust-certificate-pem" "true" -}}
{{- $_ := set $settings "quarkus.datasource.reactive.trust-certificate-pem.certs" "/etc/leadloop/postgresql/ca.crt" -}}
{{- end -}}
{{- if gt (int .Values.kafka.topics.replicationFactor) 0 -}}
{{- $_ := set $settings "leadloop.feedback.replication-factor" (toString .Values.kafka.topics.replicationFactor) -}}
{{- end -}}
{{- if gt (int .Values.kafka.topics.minInsyncReplicas) 0 -}}
{{- $_ := set $settings "leadloop.feedback.min-in-sync-replicas" (toString .Values.kafka.topics.minInsyncReplicas) -}}
{{- end -}}
{{- if .Values.strimzi.enabled -}}
{{- range $key, $value := include "leadloop.strimziTopicSettings" .Values.strimzi.topics | fromYaml -}}
{{- if not (or (hasKey $settings $key) (hasKey $.Values.settings $key)) -}}
{{- $_ := set $settings $key $value -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if .Values.tls.secret -}}
{{- $_ := set $settings "quarkus.http.tls-configuration-name" "listener" -}}
{{- $_ := set $settings "quarkus.http.ssl-port" "8443" -}}
{{- $_ := set $settings "quarkus.http.insecure-requests" "disabled" -}}
{{- $_ := set $settings "quarkus.tls.listener.key-store.pem.0.cert" "/etc/leadloop/tls/tls.crt" -}}
{{- $_ := set $settings "quarkus.tls.listener.key-store.pem.0.key" "/etc/leadloop/tls/tls.key" -}}
{{- if not (hasKey .Values.settings "quarkus.tls.listener.protocols") -}}
{{- $_ := set $settings "quarkus.tls.listener.protocols" "TLSv1.3,TLSv1.2" -}}
{{- end -}}
{{- $_ := set $settings "quarkus.tls.listener.reload-period" "1m" -}}
{{- end -}}
{{- if .Values.kafka.certificateAuthority.secret -}}
{{- $_ := set $settings "kafka.ssl.truststore.type" "PEM" -}}
{{- $_ := set $settings "kafka.ssl.truststore.location" "/etc/leadloop/kafka/ca.crt" -}}
{{- end -}}
{{- if .Values.opleadProfile -}}
{{- $_ := set $settings "leadloop.oplead.profile" "/leadloop/config/oplead-profile.yaml" -}}
{{- end -}}
{{- if .Values.startAllow -}}
{{- $_ := set $settings "leadloop.start.allow" (join "," .Values.startAllow) -}}
{{- end -}}
{{- range $key, $value := .Values.settings -}}
{{- if hasKey $settings $key -}}
{{- fail (printf "settings has %s, which the chart sets by a value of its own" $key) -}}
{{- end -}}
{{- $_ := set $settings $key (include "leadloop.settingValue" $value) -}}
{{- end -}}
{{- range $key := keys $settings | sortAlpha }}
{{ $key }}={{ get $settings $key | replace "\\" "\\\\" }}
{{- end }}
{{- end -}}

{{/* Topics as Strimzi makes them, for those that the gateway creates before it: a new provider's. */}}
{{- define "leadloop.strimziTopicSettings" -}}
leadloop.feedback.partitions: "{{ int64 .feedbackPartitions }}"
leadloop.feedback.retention: {{ include "leadloop.durationOf" .feedbackRetentionMs }}
leadloop.feedback.status-partitions: "{{ int64 .statusPartitions }}"
leadloop.feedback.status-retention: {{ include "leadloop.durationOf" .statusRetentionMs }}
{{- if gt (int .replicas) 0 }}
leadloop.feedback.replication-factor: "{{ int .replicas }}"
{{- end }}
{{- if gt (int .minInsyncReplicas) 0 }}
leadloop.feedback.min-in-sync-replicas: "{{ int .minInsyncReplicas }}"
{{- end }}
{{- end -}}

{{/* Milliseconds as a duration of ISO 8601. */}}
{{- define "leadloop.durationOf" -}}
PT{{ printf "%d.%03d" (div (int64 .) 1000) (mod (int64 .) 1000) | trimSuffix ".000" }}S
{{- end -}}

{{/* A value as text. Some versions of Helm read every number as a float, and would write 1e+06. */}}
{{- define "leadloop.settingValue" -}}
{{- if not (kindIs "float64" .) -}}
{{- toString . -}}
{{- else if eq . (floor .) -}}
{{- int64 . -}}
{{- else -}}
{{- toString . -}}
{{- end -}}
{{- end -}}

{{/* The addresses of the database, with the mode of encryption unless they name one themselves. */}}
{{- define "leadloop.databaseUrl" -}}
{{- $urls := list -}}
{{- range required "database.url: postgresql://host:port/database" .Values.database.url | splitList "," -}}
{{- if contains "sslmode=" . -}}
{{- $urls = append $urls . -}}
{{- else -}}
{{- $urls = append $urls (printf "%s%ssslmode=%s" . (ternary "&" "?" (contains "?" .)) $.Values.database.sslMode) -}}
{{- end -}}
{{- end -}}
{{- join "," $urls -}}
{{- end -}}
