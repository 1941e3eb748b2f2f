using Chat.Knowledge.Retrieval;
using Chat.Testing.Grpc;
using Google.Protobuf.Reflection;

namespace Chat.Knowledge;

[Trait("Level", "Component")]
public sealed class AnonymousTests(RetrievalFixture service) : IClassFixture<RetrievalFixture>
{
    private static readonly ServiceDescriptor Contract = Contracts.Knowledge.V1.Retrieval.Descriptor;

    public static TheoryData<string> Rpcs => [.. Contract.Methods.Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Rpcs))]
    public async Task Call_WithoutIdentity_IsRefused(string method) =>
        Assert.True(
            await AnonymousCaller.IsRefusedAsync(
                service.Host.GrpcAddress,
                Contract.FullName,
                method,
                TestContext.Current.CancellationToken
            )
        );
}
