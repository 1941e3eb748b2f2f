using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Http;

namespace Chat.Sessions.Tests.Api;

/// <summary>Whatever is sent to whichever resource: the answer is a precise error or a success, never a failure of ours.</summary>
[Trait("Level", "Component")]
public sealed class HostileRequestTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Theory]
    [InlineData("backend")]
    [InlineData("admin")]
    [InlineData("visitor")]
    public async Task Send_AnythingWrong_IsAnsweredWithWhatIsWrong(string kind)
    {
        await CreateTenantAsync();
        var caller = kind switch
        {
            "backend" => office.Backend,
            "admin" => await office.AgentAsync(role: AgentRoles.Admin),
            _ => office.Visitor(),
        };
        var owner = kind == "visitor" ? caller : office.Visitor();
        var conversation = (await owner.PostAsync("Hello")).Conversation.Id;
        var document = (await office.Backend.GetAsync("/openapi/v1.json")).Body.GetRawText();
        var requests = new HostileRequests(document, name => name is "id" or "" ? conversation : Ids.NewText());
        var sender = new HostileSender(sessions.A.Http, caller.Token);

        var failures = await sender.SendAsync(requests.All(), TestContext.Current.CancellationToken);

        Assert.Empty(failures);
        Assert.True(sender.Sent > 1_000);
    }

    // Keys belong to one that is there.
    private async Task CreateTenantAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "insert into tenants (id, slug, name) values ($1, $2, $2)"
        );
        command.Parameters.AddWithValue(office.TenantId);
        command.Parameters.AddWithValue(office.TenantId.ToString());
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
