# escape=`

FROM mcr.microsoft.com/dotnet/sdk:9.0-nanoserver-ltsc2022 AS build
WORKDIR C:\src
COPY Invoices.csproj .
RUN dotnet restore
COPY . .
RUN dotnet publish `
    --configuration Release `
    --no-restore `
    --output C:\out

FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS tools
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]
RUN Invoke-WebRequest https://example.com/fonts.zip -OutFile C:\fonts.zip; `
    Expand-Archive C:\fonts.zip -DestinationPath C:\fonts; `
    Remove-Item C:\fonts.zip

FROM mcr.microsoft.com/dotnet/aspnet:9.0-nanoserver-ltsc2022
WORKDIR C:\app
COPY --from=build C:\out .
COPY --from=tools C:\fonts C:\app\fonts
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
USER ContainerUser
ENTRYPOINT ["dotnet", "Invoices.dll"]
