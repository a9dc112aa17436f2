# syntax=docker/dockerfile:1

FROM debian:bookworm-slim AS base
SHELL ["/bin/bash", "-o", "pipefail", "-c"]

FROM base AS tool
ARG TOOL_VERSION=4.2.0
ADD --checksum=sha256:6c3c4a1d1b3f5e8f0a9b7d2c4e6f8a0b1c3d5e7f9a1b3c5d7e9f1a3b5c7d9e1f \
    https://downloads.example.com/tool-${TOOL_VERSION}.tar.gz /tmp/tool.tar.gz
RUN <<EOT
set -eu
mkdir -p /opt/tool
tar --extract --file /tmp/tool.tar.gz --directory /opt/tool --strip-components 1
/opt/tool/bin/tool --version
EOT

FROM base AS data
# The token is there while the command runs and in no layer
RUN --mount=type=secret,id=token,env=TOKEN \
    --mount=type=bind,from=tool,source=/opt/tool,target=/opt/tool \
    /opt/tool/bin/tool fetch --token-from TOKEN --into /data

FROM base
COPY <<EOT /etc/tool/config.toml
data = "/data"
listen = "0.0.0.0:9000"
EOT
COPY <<-"EOT" /usr/local/bin/start
	#!/bin/bash
	set -euo pipefail
	exec /opt/tool/bin/tool serve --config /etc/tool/config.toml "$@"
EOT
COPY --link --from=tool /opt/tool /opt/tool
COPY --link --from=data /data /data
RUN chmod 0755 /usr/local/bin/start && useradd --uid 10001 tool
USER 10001
VOLUME ["/data"]
EXPOSE 9000
LABEL org.opencontainers.image.title="tool" \
      org.opencontainers.image.licenses="MIT"
ENTRYPOINT ["start"]
