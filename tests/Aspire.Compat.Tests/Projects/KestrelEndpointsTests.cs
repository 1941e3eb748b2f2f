using Aspire.Hosting;
using Aspire.Hosting.Projects;

namespace Aspire.Compat.Tests.Projects;

public sealed class KestrelEndpointsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kestrel-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_HttpAndHttp2Endpoints_GivesNamesAndTransports()
    {
        Write(
            "appsettings.json",
            """
            { "Kestrel": { "Endpoints": {
              "http": { "Url": "http://localhost:5101", "Protocols": "Http1" },
              "grpc": { "Url": "http://localhost:5102", "Protocols": "Http2" } } } }
            """
        );

        Assert.Equal(
            [new KestrelEndpoint("grpc", "http", "http2"), new KestrelEndpoint("http", "http", "http")],
            Read()
        );
    }

    [Fact]
    public void Read_WildcardHost_IsAccepted()
    {
        Write("appsettings.json", """{ "Kestrel": { "Endpoints": { "http": { "Url": "http://*:5101" } } } }""");

        Assert.Equal("http", Assert.Single(Read()).Name);
    }

    [Fact]
    public void Read_EnvironmentsFile_Adds()
    {
        Write(
            "appsettings.Testing.json",
            """{ "Kestrel": { "Endpoints": { "http": { "Url": "http://localhost" } } } }"""
        );

        Assert.Single(Read());
    }

    [Fact]
    public void Read_NoFile_GivesNone() => Assert.Empty(Read());

    [Fact]
    public void Read_NoAddress_IsRefusedWithItsKey()
    {
        Write("appsettings.json", """{ "Kestrel": { "Endpoints": { "http": { "Url": "not an address" } } } }""");

        var refusal = Assert.Throws<DistributedApplicationException>(Read);

        Assert.Contains("Kestrel:Endpoints:http:Url", refusal.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<KestrelEndpoint> Read() =>
        KestrelEndpoints.Read(Path.Combine(_folder, "Service.csproj"), "Testing");

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);
}
