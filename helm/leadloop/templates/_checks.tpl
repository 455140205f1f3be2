{{/* What no schema can say: values that contradict each other. The first sentence names the value. */}}
{{- define "leadloop.checks" -}}
{{- if and (hasPrefix "http:" .Values.publicUrl) (not (has "plain-http-callbacks" .Values.startAllow)) -}}
{{- fail "publicUrl is not https: the gateway would not start without plain-http-callbacks in startAllow" -}}
{{- end -}}
{{- if and (hasSuffix "PLAINTEXT" .Values.kafka.securityProtocol) (not (has "plain-text-kafka" .Values.startAllow)) -}}
{{- fail "kafka.securityProtocol does not encrypt: the gateway would not start without plain-text-kafka in startAllow" -}}
{{- end -}}
{{- range include "leadloop.databaseUrl" . | splitList "," -}}
{{- $encrypted := regexMatch "[?&]sslmode=(require|verify-ca|verify-full)(&|$)" . -}}
{{- if and (not $encrypted) (not (has "plain-text-postgresql" $.Values.startAllow)) -}}
{{- fail "database.sslMode does not encrypt: the gateway would not start without plain-text-postgresql in startAllow" -}}
{{- end -}}
{{- end -}}
{{- if and (hasPrefix "verify" .Values.database.sslMode) (not .Values.database.certificateAuthority.secret) -}}
{{- fail "database.sslMode verifies by database.certificateAuthority, which names no Secret" -}}
{{- end -}}
{{- with .Values.kafka.topics -}}
{{- if and (gt (int .replicationFactor) 0) (ge (int .minInsyncReplicas) (int .replicationFactor)) (gt (int .replicationFactor) 1) -}}
{{- fail "kafka.topics.minInsyncReplicas has to be less than replicationFactor: one broker that restarts would stop each topic" -}}
{{- end -}}
{{- end -}}
{{- if and .Values.strimzi.enabled (ne .Values.kafka.accounts "external") -}}
{{- fail "kafka.accounts has to be external with strimzi.enabled: two would make the same accounts" -}}
{{- end -}}
{{- if .Values.autoscaling.enabled -}}
{{- if gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas) -}}
{{- fail "autoscaling.minReplicas is more than autoscaling.maxReplicas" -}}
{{- end -}}
{{- end -}}
{{- if lt (int .Values.terminationGracePeriodSeconds) (add .Values.preStopSeconds .Values.drainSeconds 50 | int) -}}
{{- fail "terminationGracePeriodSeconds has to be 50 more than preStopSeconds and drainSeconds together, at least" -}}
{{- end -}}
{{- end -}}
