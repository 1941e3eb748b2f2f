namespace Grpc.Interop.Tests;

/// <summary>Node's @grpc/grpc-js as the client of our server.</summary>
public sealed class NodeClientTests(NodeClientFixture client) : IClassFixture<NodeClientFixture>
{
    public static TheoryData<string> Cases => [.. InteropCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void GrpcJs_AgainstOurServer_Passes(string name)
    {
        var result = Assert.Contains(name, client.Results);

        Assert.True(result.Ok, result.Detail);
    }

    [Fact]
    public void GrpcJs_TheCasesItRan_AreTheListedOnes() =>
        Assert.Equal(InteropCases.All.Order(StringComparer.Ordinal), client.Results.Keys.Order(StringComparer.Ordinal));
}
