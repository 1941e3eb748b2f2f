namespace Grpc.Interop.Tests;

/// <summary>Python's grpcio as the client of our server.</summary>
public sealed class PythonClientTests(PythonClientFixture client) : IClassFixture<PythonClientFixture>
{
    public static TheoryData<string> Cases => [.. InteropCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Grpcio_AgainstOurServer_Passes(string name)
    {
        var result = Assert.Contains(name, client.Results);

        Assert.True(result.Ok, result.Detail);
    }

    [Fact]
    public void Grpcio_TheCasesItRan_AreTheListedOnes() =>
        Assert.Equal(InteropCases.All.Order(StringComparer.Ordinal), client.Results.Keys.Order(StringComparer.Ordinal));
}
