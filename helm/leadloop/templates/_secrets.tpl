{{/* Each secret setting of the gateway, as the environment variable of its name. */}}
{{- define "leadloop.secretEnv" -}}
{{- $database := .Values.database.secret -}}
{{- $databaseSecret := required "database.secret.name: the Secret with user and password" $database.name -}}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ $databaseSecret }}
      key: {{ $database.usernameKey }}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $databaseSecret }}
      key: {{ $database.passwordKey }}
{{- with .Values.database.owner.secret }}
{{- if .name }}
- name: QUARKUS_FLYWAY_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ .name }}
      key: {{ .usernameKey }}
- name: QUARKUS_FLYWAY_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .name }}
      key: {{ .passwordKey }}
{{- end }}
{{- end }}
{{- if hasPrefix "SASL" .Values.kafka.securityProtocol }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom:
    secretKeyRef:
      name: {{ include "leadloop.kafkaSecret" . }}
      key: {{ .Values.kafka.secret.jaasConfigKey }}
{{- end }}
{{- with .Values.admin.bootstrapKey }}
{{- if .secret }}
- name: LEADLOOP_ADMIN_BOOTSTRAP_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end }}
{{- end }}
{{- end -}}
