# syntax=docker/dockerfile:1

FROM composer:2.8 AS vendor
WORKDIR /app
COPY composer.json composer.lock ./
RUN --mount=type=cache,target=/tmp/cache \
    composer install --no-dev --no-interaction --no-scripts --prefer-dist --ignore-platform-reqs
COPY . .
RUN composer dump-autoload --no-dev --optimize

FROM node:22-slim AS assets
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY resources/ resources/
RUN npm run build

FROM php:8.4-apache AS runtime
RUN apt-get update && apt-get install -y --no-install-recommends libicu-dev libpq-dev && \
    docker-php-ext-install -j"$(nproc)" intl opcache pdo_pgsql && \
    rm -rf /var/lib/apt/lists/*
ENV APACHE_DOCUMENT_ROOT=/var/www/html/public
RUN a2enmod rewrite && \
    sed -ri "s!/var/www/html!${APACHE_DOCUMENT_ROOT}!g" /etc/apache2/sites-available/*.conf
COPY --from=vendor --chown=www-data:www-data /app /var/www/html
COPY --from=assets /app/public/build /var/www/html/public/build
VOLUME /var/www/html/storage
EXPOSE 80
