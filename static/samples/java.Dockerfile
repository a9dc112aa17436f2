# syntax=docker/dockerfile:1

FROM eclipse-temurin:21-jdk AS build
WORKDIR /workspace
COPY mvnw pom.xml ./
COPY .mvn/ .mvn/
RUN --mount=type=cache,target=/root/.m2 ./mvnw --batch-mode dependency:go-offline
COPY src/ src/
RUN --mount=type=cache,target=/root/.m2 ./mvnw --batch-mode package -DskipTests

# A Spring Boot jar taken apart: what changes seldom comes first
FROM build AS layers
RUN java -Djarmode=tools -jar target/orders.jar extract --layers --destination /layers

FROM eclipse-temurin:21-jre AS runtime
WORKDIR /application
RUN groupadd --gid 10001 orders && useradd --uid 10001 --gid orders orders
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError"
USER 10001
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "orders.jar"]
