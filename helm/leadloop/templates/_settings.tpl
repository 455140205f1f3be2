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
