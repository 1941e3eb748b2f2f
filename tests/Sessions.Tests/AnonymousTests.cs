using Chat.Sessions.Tests.Testing;
using Chat.Testing.Grpc;
using Google.Protobuf.Reflection;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests;

[Trait("Level", "Component")]
public sealed class AnonymousTests(SessionsFixture sessions)
{
    private static readonly ServiceDescriptor[] Contracts =
    [
        Wire.AgentLogins.Descriptor,
        Wire.AgentPresences.Descriptor,
        Wire.Conversations.Descriptor,
        Wire.Live.Descriptor,
        Wire.Tenants.Descriptor,
    ];

    public static TheoryData<string, string> Rpcs =>
        [.. Contracts.SelectMany(service => service.Methods.Select(method => (service.FullName, method.Name)))];

    [Theory]
    [MemberData(nameof(Rpcs))]
    public async Task Call_WithoutIdentity_IsRefused(string service, string method) =>
        Assert.True(
            await AnonymousCaller.IsRefusedAsync(
                sessions.A.GrpcAddress,
                service,
                method,
                TestContext.Current.CancellationToken
            )
        );
}
