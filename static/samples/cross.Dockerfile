# syntax=docker/dockerfile:1

# The compiler runs on the machine that builds, whatever it builds for
FROM --platform=$BUILDPLATFORM tonistiigi/xx:1.6.1 AS xx

FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS build
COPY --from=xx / /
RUN apk add --no-cache clang lld
WORKDIR /src
ARG TARGETPLATFORM
RUN xx-apk add --no-cache gcc musl-dev
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
ARG TARGETOS
ARG TARGETARCH
ENV CGO_ENABLED=1
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build,id=build-${TARGETOS}-${TARGETARCH} \
    xx-go build -o /out/agent ./cmd/agent && \
    xx-verify /out/agent

# Only the binary, for `docker build --target binary --output .`
FROM scratch AS binary
COPY --from=build /out/agent /agent

FROM alpine:3.22 AS runtime
RUN adduser -D -u 10001 agent
COPY --from=build /out/agent /usr/local/bin/agent
USER 10001
ENTRYPOINT ["agent"]
