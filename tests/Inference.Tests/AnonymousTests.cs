using Chat.Testing.Grpc;
using Google.Protobuf.Reflection;

namespace Chat.Inference;

[Trait("Level", "Component")]
public sealed class AnonymousTests(InferenceFixture service) : IClassFixture<InferenceFixture>
{
    private static readonly ServiceDescriptor Contract = Contracts.Inference.V1.Replies.Descriptor;

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
