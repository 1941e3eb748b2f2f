using Chat.Inference.Fakes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Http;

namespace Chat.Inference.Api;

/// <summary>Whatever is sent to whichever resource: the answer is a precise error or a success, never a failure of ours.</summary>
[Trait("Level", "Component")]
public sealed class HostileRequestTests(InferenceFixture service) : IClassFixture<InferenceFixture>
{
    [Fact]
    public async Task Send_AnythingWrong_IsAnsweredWithWhatIsWrong()
    {
        var token = service.Token(
            new Principal
            {
                TenantId = ReplyScene.Visitor.TenantId,
                Subject = "tests",
                Kind = PrincipalKind.SecretKey,
            }
        );
        using var asking = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        asking.Headers.Authorization = new("Bearer", token);
        using var asked = await service.Host.Http.SendAsync(asking, TestContext.Current.CancellationToken);
        var document = await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var requests = new HostileRequests(document, static _ => Ids.NewText());
        var sender = new HostileSender(service.Host.Http, token);

        var failures = await sender.SendAsync(requests.All(), TestContext.Current.CancellationToken);

        Assert.Empty(failures);
        Assert.True(sender.Sent > 50);
    }
}
