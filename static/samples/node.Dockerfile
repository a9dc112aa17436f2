# syntax=docker/dockerfile:1

FROM node:22-slim AS base
WORKDIR /srv/app

# What the running service needs, and nothing else
FROM base AS packages
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev

# The bundle, made with all development packages
FROM base AS bundle
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY tsconfig.json ./
COPY src/ ./src/
RUN npm run build

FROM bundle AS test
RUN npm test

FROM base AS runtime
ENV NODE_ENV=production \
    PORT=3000
COPY --from=packages /srv/app/node_modules ./node_modules
COPY --from=bundle /srv/app/dist ./dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["node", "-e", "fetch('http://localhost:3000/health').then(r => process.exit(r.ok ? 0 : 1))"]
CMD ["node", "dist/server.js"]
