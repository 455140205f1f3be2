{{/* The release's name, with the chart's unless it has it. */}}
{{- define "leadloop.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What never changes for a release: selectors. */}}
{{- define "leadloop.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "leadloop.labels" -}}
{{ include "leadloop.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* Of the pod of helm test, which no Service may select. */}}
{{- define "leadloop.testLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}-test
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "leadloop.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "leadloop.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}

{{- define "leadloop.image" -}}
{{- $repository := required "image.repository: where the image is" .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* Where clients find the gateway: the public URL's host unless another is given. */}}
{{- define "leadloop.host" -}}
{{- .Values.exposure.host | default (urlParse .Values.publicUrl).hostname -}}
{{- end -}}

{{/* The Secret of the gateway's account at Kafka; Strimzi names it like the user. */}}
{{- define "leadloop.kafkaSecret" -}}
{{- if .Values.strimzi.enabled -}}
{{- .Values.kafka.secret.name | default .Values.strimzi.user -}}
{{- else -}}
{{- required "kafka.secret.name: the Secret with kafka.sasl.jaas.config" .Values.kafka.secret.name -}}
{{- end -}}
{{- end -}}

{{/* The port of the listener, and its name: 8443 with TLS. */}}
{{- define "leadloop.port" -}}
{{- ternary "8443" "8080" (ne .Values.tls.secret "") -}}
{{- end -}}

{{- define "leadloop.portName" -}}
{{- ternary "https" "http" (ne .Values.tls.secret "") -}}
{{- end -}}

{{/* The Service that a public path leads to, from the chart's root and that path. */}}
{{- define "leadloop.serviceOf" -}}
{{- include "leadloop.fullname" (first .) -}}
{{- if hasPrefix "/callbacks" (last .) -}}-callbacks{{- end -}}
{{- end -}}
