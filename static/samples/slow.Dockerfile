# Whatever changes, all packages are installed again.
# The tab "Rebuild" tells why, and what would help.

FROM node:22-bookworm-slim AS build
ARG COMMIT=unknown
WORKDIR /shop
COPY . .
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ \
    && rm -rf /var/lib/apt/lists/*
RUN npm ci
RUN npm run build

FROM nginx:1.29-alpine
COPY --from=build /shop/dist /usr/share/nginx/html
RUN apk add --no-cache brotli
HEALTHCHECK CMD wget -q -O /dev/null http://localhost/ || exit 1
