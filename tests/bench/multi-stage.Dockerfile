# syntax=docker/dockerfile:1
ARG PYTHON_VERSION=3.12
ARG NODE_VERSION=22

FROM node:${NODE_VERSION}-slim AS assets
WORKDIR /src
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY web/ ./web/
RUN npm run build && \
    rm -rf node_modules

FROM python:${PYTHON_VERSION}-slim AS base
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /app

FROM base AS builder
# Compilers for packages with native code
RUN apt-get update && apt-get install -y --no-install-recommends \
    build-essential \
    libpq-dev && \
    rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN python -m pip install --upgrade pip && \
    pip wheel --wheel-dir /wheels -r requirements.txt

FROM base AS runtime
LABEL org.opencontainers.image.title="Shop"
RUN useradd --uid 10001 --no-create-home app
COPY --from=builder /wheels /wheels
RUN pip install --no-index /wheels/* && rm -rf /wheels
COPY --from=assets --chown=10001 /src/web/dist ./static
COPY src/ ./src/
ENV PORT=8000 \
    LOG_LEVEL=info
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s \
    CMD python -m src.health || exit 1
CMD ["python", "-m", "src.app"]
