/** Three named stages and a last one that needs two of them; a hint and no other finding. No name is one of an example. */
export const STAGES = `FROM alpine:3.22 AS common
WORKDIR /app

FROM common AS compiled
RUN make all

FROM common AS spare
RUN true

FROM common
COPY --from=compiled /app/out /srv/out
USER 10001
CMD ["/srv/out"]
`;

/** Two safe fixes, a fix that may change the build, and four severities. */
export const FINDINGS = `FROM alpine:3.22 AS base
WORKDIR app
RUN apk add curl
MAINTAINER me
FORM x
`;

/** An instruction of each kind, in the order of the alphabet behind what has to come first. */
export const EACH_INSTRUCTION = `ARG TAG=3.22
FROM alpine:$TAG
ADD https://example.org/a.tar.gz /opt/
CMD ["serve"]
COPY --chown=10001 . /srv/
ENTRYPOINT ["/srv/start"]
ENV MODE=production
EXPOSE 8080/tcp
HEALTHCHECK --interval=30s CMD ["/srv/check"]
LABEL org.opencontainers.image.title=example
MAINTAINER someone@example.org
ONBUILD COPY . /srv/
RUN apk add --no-cache curl
SHELL ["/bin/ash", "-c"]
STOPSIGNAL SIGINT
USER 10001
VOLUME /var/lib/example
WORKDIR /srv`;
