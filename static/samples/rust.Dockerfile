# syntax=docker/dockerfile:1

FROM rust:1.90-slim-bookworm AS build
WORKDIR /src
COPY Cargo.toml Cargo.lock ./
COPY src/ ./src/
# The caches outlive the layer, so the program is copied out of them
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target,sharing=locked \
    cargo build --release --locked && \
    cp target/release/shop /usr/local/bin/shop

FROM debian:bookworm-slim AS runtime
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    apt-get update && apt-get install -y --no-install-recommends ca-certificates && \
    useradd --system --uid 10001 shop
COPY --from=build --chmod=0755 /usr/local/bin/shop /usr/local/bin/shop
ENV RUST_LOG=info
USER 10001
EXPOSE 8080
STOPSIGNAL SIGINT
ENTRYPOINT ["shop"]
CMD ["serve", "--port", "8080"]
